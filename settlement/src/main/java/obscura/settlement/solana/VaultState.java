package obscura.settlement.solana;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2p.solanaj.core.PublicKey;

/**
 * The account of a vault.
 *
 * @param signers the set last copied; the next one is in force from {@code nextAtSeconds} on even
 *     before it is
 * @param guardian may pause
 * @param epoch counts signer sets, from 1
 * @param nextSigners the proposed set, zeros if there was none
 * @param nextAtSeconds when it comes into force, 0 if none is proposed
 * @param proposals how many proposals there were
 * @param delays in seconds
 * @param paused whether deposits and batches stand still
 */
public record VaultState(
    List<PublicKey> signers,
    PublicKey guardian,
    long epoch,
    List<PublicKey> nextSigners,
    long nextAtSeconds,
    long proposals,
    VaultInstructions.Delays delays,
    boolean paused) {
  private static final int CREATOR_AND_NUMBER = 40;

  /**
   * Reads the account's data.
   *
   * @throws IllegalArgumentException if it is no vault
   */
  public static VaultState of(byte[] data) {
    ByteBuffer fields = AccountData.open(data, "Vault");
    fields.position(fields.position() + CREATOR_AND_NUMBER);
    List<PublicKey> signers = keys(fields);
    PublicKey guardian = AccountData.key(fields);
    long epoch = fields.getLong();
    List<PublicKey> next = keys(fields);
    AccountData.key(fields); // the guardian that is proposed with them
    long nextAt = fields.getLong();
    long proposals = fields.getLong();
    VaultInstructions.Delays delays =
        new VaultInstructions.Delays(fields.getLong(), fields.getLong(), fields.getLong());
    fields.get(); // bump
    return new VaultState(
        signers, guardian, epoch, next, nextAt, proposals, delays, fields.get() != 0);
  }

  /** The epoch in force at a time. */
  public long epochAt(long nowSeconds) {
    return nextAtSeconds != 0 && nowSeconds >= nextAtSeconds ? epoch + 1 : epoch;
  }

  private static List<PublicKey> keys(ByteBuffer fields) {
    List<PublicKey> keys = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      keys.add(AccountData.key(fields));
    }
    return List.copyOf(keys);
  }
}
