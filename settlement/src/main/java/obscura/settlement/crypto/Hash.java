package obscura.settlement.crypto;

import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Hashes over the concatenation of their parts. All of them take time by length only. */
public final class Hash {
  private static final int KECCAK_BITS = 256;

  private Hash() {}

  /** SHA-256 (FIPS 180-4), 32 bytes. */
  public static byte[] sha256(byte[]... parts) {
    return digest(new SHA256Digest(), parts);
  }

  /** SHA-512 (FIPS 180-4), 64 bytes. */
  public static byte[] sha512(byte[]... parts) {
    return digest(new SHA512Digest(), parts);
  }

  /** Keccak-256 with the padding of before FIPS 202, as Ethereum uses it, 32 bytes. */
  public static byte[] keccak256(byte[]... parts) {
    return digest(new KeccakDigest(KECCAK_BITS), parts);
  }

  /** HMAC-SHA512 (RFC 2104), 64 bytes. */
  public static byte[] hmacSha512(byte[] key, byte[]... parts) {
    HMac mac = new HMac(new SHA512Digest());
    mac.init(new KeyParameter(key));
    for (byte[] part : parts) {
      mac.update(part, 0, part.length);
    }
    byte[] out = new byte[mac.getMacSize()];
    mac.doFinal(out, 0);
    return out;
  }

  /**
   * HKDF-SHA256 (RFC 5869).
   *
   * @param bytes at most 8,160
   */
  public static byte[] hkdfSha256(byte[] secret, String salt, String info, int bytes) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(secret, utf8(salt), utf8(info)));
    byte[] out = new byte[bytes];
    hkdf.generateBytes(out, 0, bytes);
    return out;
  }

  /** The bytes of a text in UTF-8. */
  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(Digest digest, byte[]... parts) {
    for (byte[] part : parts) {
      digest.update(part, 0, part.length);
    }
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
