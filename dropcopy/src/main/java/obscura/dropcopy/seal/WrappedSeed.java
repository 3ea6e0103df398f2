package obscura.dropcopy.seal;

import obscura.dropcopy.record.Bytes;

/**
 * The seed of a key session, readable by one reader.
 *
 * @param reader fingerprint of the reader's public key
 * @param scheme name of the HPKE suite
 * @param encapsulation HPKE's {@code enc}
 * @param ciphertext the encrypted seed
 */
public record WrappedSeed(String reader, String scheme, Bytes encapsulation, Bytes ciphertext) {}
