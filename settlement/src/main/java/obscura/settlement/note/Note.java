package obscura.settlement.note;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;

/**
 * A note: who owns how much of a token, the amount hidden.
 *
 * @param token address of the ERC-20 contract, or the mint
 * @param owner address of a one-time key, or an ed25519 one-time key
 * @param commitment {@code v·G(token) + r·H}, never the neutral element
 */
public record Note(Bytes token, Bytes owner, Point commitment) {
  /**
   * Checks the commitment.
   *
   * @throws IllegalArgumentException if it is the neutral element
   */
  public Note {
    if (commitment.isIdentity()) {
      throw new IllegalArgumentException("the neutral element is no commitment");
    }
  }
}
