package obscura.mpc.note;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.util.BigIntegers;

/** Bytes as Solidity lays them out for Keccak-256: words of 32 bytes, or packed. One thread. */
final class Words32 {
  static final int WORD = 32;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number of one word. */
  Words32 number(long value) {
    return number(BigInteger.valueOf(value));
  }

  /** A number of one word, not negative. */
  Words32 number(BigInteger value) {
    return raw(BigIntegers.asUnsignedByteArray(WORD, value));
  }

  /** An address in a word of its own. */
  Words32 address(String hex) {
    return raw(new byte[12]).hex(hex);
  }

  /** Bytes as they are. */
  Words32 hex(String hex) {
    return raw(HexFormat.of().parseHex(hex));
  }

  /** Bytes as they are. */
  Words32 raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Keccak-256 of all. */
  byte[] keccak() {
    return keccak(bytes());
  }

  static byte[] keccak(byte[] bytes) {
    KeccakDigest keccak = new KeccakDigest(256);
    keccak.update(bytes, 0, bytes.length);
    byte[] digest = new byte[WORD];
    keccak.doFinal(digest, 0);
    return digest;
  }
}
