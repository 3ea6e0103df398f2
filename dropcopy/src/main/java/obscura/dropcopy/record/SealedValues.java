package obscura.dropcopy.record;

/**
 * The encrypted secret values of a record.
 *
 * @param session name of the key session: hash of its wrapped seeds
 * @param keyIndex which data key of the session, from 0
 * @param ciphertext nonce, AES-256-GCM ciphertext and tag
 */
public record SealedValues(Bytes session, int keyIndex, Bytes ciphertext) {}
