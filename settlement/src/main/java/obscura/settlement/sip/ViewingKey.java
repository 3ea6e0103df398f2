package obscura.settlement.sip;

import java.util.Arrays;
import obscura.settlement.crypto.Hash;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * A viewing key of SIP: 32 random bytes and a path. Who has it reads what was encrypted for it and
 * for its children, whose keys it derives; a child says nothing of its parent or siblings.
 */
public final class ViewingKey {
  /** Bytes of a key. */
  public static final int BYTES = 32;

  /** Bytes of a nonce. */
  public static final int NONCE_BYTES = 24;

  private static final String SALT = "SIP-VIEWING-KEY-ENCRYPTION-V1";
  private static final int TAG_BITS = 128;
  private static final int MAX_CIPHERTEXT_BYTES = 1 << 20;

  private final byte[] key;
  private final String path;

  private ViewingKey(byte[] key, String path) {
    this.key = key;
    this.path = path;
  }

  /**
   * Copies.
   *
   * @param path where the key stands in its tree, e.g. {@code m/0/auditor}; not secret
   * @throws IllegalArgumentException if the key has not 32 bytes
   */
  public static ViewingKey of(byte[] key, String path) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a viewing key has 32 bytes, not " + key.length);
    }
    return new ViewingKey(key.clone(), path);
  }

  /** The child {@code <path>/<child>}: HMAC-SHA512(key, child), first 32 bytes. Constant time. */
  public ViewingKey child(String child) {
    byte[] derived = Arrays.copyOf(Hash.hmacSha512(key, Hash.utf8(child)), BYTES);
    return new ViewingKey(derived, path + "/" + child);
  }

  /** Where the key stands in its tree. */
  public String path() {
    return path;
  }

  /** SHA-256 of the key, which names it in public. */
  public byte[] hash() {
    return Hash.sha256(key);
  }

  /**
   * Encrypts with XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha) under HKDF-SHA256 of the key and its
   * path, no associated data. Constant time but for the length.
   *
   * @param nonce 24 fresh random bytes
   * @throws IllegalArgumentException if the nonce has another length
   */
  public EncryptedDisclosure encrypt(Disclosure disclosure, byte[] nonce) {
    if (nonce.length != NONCE_BYTES) {
      throw new IllegalArgumentException("a nonce has 24 bytes, not " + nonce.length);
    }
    try {
      byte[] sealed = run(true, nonce, Hash.utf8(disclosure.toJson()));
      return new EncryptedDisclosure(sealed, nonce.clone(), hash());
    } catch (InvalidCipherTextException impossible) {
      throw new IllegalStateException("encryption checks no tag", impossible);
    }
  }

  /**
   * Decrypts. Constant time but for the length and for whether it fails.
   *
   * @throws IllegalArgumentException if it was encrypted for another key, was changed, or is longer
   *     than 1 MiB, or the plaintext is not what {@link Disclosure} reads; no text of it is told
   */
  public Disclosure decrypt(EncryptedDisclosure encrypted) {
    if (!Arrays.equals(encrypted.viewingKeyHash(), hash())) {
      throw new IllegalArgumentException("it was encrypted for another viewing key");
    }
    if (encrypted.ciphertext().length > MAX_CIPHERTEXT_BYTES
        || encrypted.nonce().length != NONCE_BYTES) {
      throw new IllegalArgumentException("longer than 1 MiB, or a nonce of another length than 24");
    }
    try {
      return Disclosure.parse(run(false, encrypted.nonce(), encrypted.ciphertext()));
    } catch (InvalidCipherTextException changed) {
      throw new IllegalArgumentException("the disclosure does not open: it was changed");
    }
  }

  private byte[] run(boolean encrypt, byte[] nonce, byte[] in) throws InvalidCipherTextException {
    XChaCha20Poly1305 cipher = new XChaCha20Poly1305();
    byte[] derived = Hash.hkdfSha256(key, SALT, path, BYTES);
    cipher.init(encrypt, new AEADParameters(new KeyParameter(derived), TAG_BITS, nonce));
    byte[] out = new byte[cipher.getOutputSize(in.length)];
    int length = cipher.processBytes(in, 0, in.length, out, 0);
    cipher.doFinal(out, length);
    return out;
  }

  /** Shows the path only. */
  @Override
  public String toString() {
    return "ViewingKey[" + path + "]";
  }
}
