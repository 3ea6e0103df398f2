package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.time.Instant;
import obscura.settlement.crypto.Bytes;

/** Tokens that came into a vault or left it, or are about to. All of it is public on the chain. */
public sealed interface VaultMovement {
  /** Hex digits of a note's id that name it in the ledger: 24 bytes. */
  int REFERENCE_DIGITS = 48;

  /** Where it stands. */
  Place place();

  /**
   * A place on the chain.
   *
   * @param note id of the note that came or went; it names the vault too
   */
  record Place(Bytes note, long block, String transaction) {}

  /** Tokens became a note. */
  record Deposit(Place place, String symbol, BigDecimal amount) implements VaultMovement {}

  /** An owner asked the vault to leave; how much is told when it does. */
  record Requested(Place place, Instant matures) implements VaultMovement {}

  /**
   * A note became tokens.
   *
   * @param amount all that left, fees included
   */
  record Withdrawal(Place place, String symbol, BigDecimal amount) implements VaultMovement {}

  /** What the ledger calls it. */
  default String reference() {
    return place().note().toString().substring(2, 2 + REFERENCE_DIGITS);
  }
}
