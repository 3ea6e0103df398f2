package obscura.settlement.solana;

import java.nio.ByteBuffer;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;

/**
 * What the owner of a note told the vault.
 *
 * @param note its id
 * @param permitsEndSeconds permits of the note end
 * @param maturesSeconds the withdrawal can be finished from then on, 0 if none was asked for
 * @param signedUntilSeconds deadline of the request in force
 * @param fee still to be collected once {@code done}
 * @param recipient token account
 * @param feeRecipient token account
 * @param done whether the tokens are out
 */
public record NoticeState(
    Bytes note,
    long permitsEndSeconds,
    long maturesSeconds,
    long signedUntilSeconds,
    long fee,
    PublicKey recipient,
    PublicKey feeRecipient,
    boolean done) {
  /**
   * Reads the account's data.
   *
   * @throws IllegalArgumentException if it is no notice
   */
  public static NoticeState of(byte[] data) {
    ByteBuffer fields = AccountData.open(data, "Notice");
    AccountData.key(fields); // vault
    Bytes note = AccountData.bytes(fields);
    AccountData.key(fields); // mint
    AccountData.key(fields); // commitment
    fields.getLong(); // batch
    fields.getInt(); // index
    boolean done = fields.getInt() != 0;
    return new NoticeState(
        note,
        fields.getLong(),
        fields.getLong(),
        fields.getLong(),
        fields.getLong(),
        AccountData.key(fields),
        AccountData.key(fields),
        done);
  }
}
