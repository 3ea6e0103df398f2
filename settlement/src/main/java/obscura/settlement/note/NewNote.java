package obscura.settlement.note;

import java.math.BigInteger;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.sip.StealthPayment;

/**
 * A note made by somebody who knows amount and share keys: its owner, for a deposit, or a desk's
 * tool. (The venue's parties make the same from shares, and know neither.)
 *
 * @param note as the chain gets it
 * @param memo as the chain gets it
 * @param opening for the maker alone
 */
public record NewNote(Note note, NoteMemo memo, Opening opening) {
  /** Randomness of one note: 32 bytes for the ephemeral key, used for nothing else, and ν. */
  public record Randomness(byte[] ephemeralSecret, NoteSeed seed) {
    /** Shows nothing. */
    @Override
    public String toString() {
      return "Randomness";
    }
  }

  /**
   * Makes a note.
   *
   * @throws IllegalArgumentException if the amount is out of the vault's range, or the recipient of
   *     another chain's curve
   */
  public static NewNote of(
      Vault vault, NoteKeys keys, MetaAddress recipient, Value value, Randomness randomness) {
    if (recipient.curve() != vault.ownerCurve()) {
      throw new IllegalArgumentException("the recipient is not of the vault's chain");
    }
    NoteSeed seed = randomness.seed();
    BigInteger amount = vault.requireAmount(value.amount());
    StealthPayment payment = StealthPayment.to(recipient, randomness.ephemeralSecret());
    Opening opening = new Opening(amount, keys.blinding(seed, vault));
    Note note =
        new Note(
            value.token(),
            Bytes.of(payment.ownerField()),
            vault.generators(value.token()).commit(amount, opening.blinding()));
    return new NewNote(note, NoteMemo.of(payment, seed, keys.pad(seed, amount)), opening);
  }

  /** The output of a batch, not locked. */
  public NoteOutput output() {
    return new NoteOutput(note, memo.encode(), Optional.empty());
  }

  /**
   * How much of what.
   *
   * @param token address or mint
   * @param amount in its smallest unit
   */
  public record Value(Bytes token, BigInteger amount) {
    /** Shows the token only. */
    @Override
    public String toString() {
      return "Value[" + token + "]";
    }
  }
}
