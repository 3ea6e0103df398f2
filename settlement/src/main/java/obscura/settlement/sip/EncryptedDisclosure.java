package obscura.settlement.sip;

/**
 * A disclosure under a viewing key.
 *
 * @param ciphertext with its tag of 16 bytes at the end
 * @param nonce 24 bytes
 * @param viewingKeyHash SHA-256 of the key that opens it
 */
public record EncryptedDisclosure(byte[] ciphertext, byte[] nonce, byte[] viewingKeyHash) {}
