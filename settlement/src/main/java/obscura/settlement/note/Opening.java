package obscura.settlement.note;

import java.math.BigInteger;
import obscura.settlement.crypto.Pedersen;

/**
 * What opens a commitment. Secret until its note is withdrawn.
 *
 * @param amount in the token's smallest unit
 * @param blinding below the group's order
 */
public record Opening(BigInteger amount, BigInteger blinding) {
  /** Does it open the note's commitment, the amount being in the vault's range? */
  public boolean opens(Vault vault, Note note) {
    Pedersen generators = vault.generators(note.token());
    return amount.signum() > 0
        && amount.bitLength() <= vault.amountBits()
        && generators.opens(note.commitment(), amount, blinding);
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Opening";
  }
}
