package obscura.engine.port;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;

/**
 * The accounts of the book-entry rail, for operators. Any thread may call; every call waits for the
 * database and throws {@link UnavailableException} if that refuses.
 */
public interface Accounts {
  /**
   * What a firm has of a token.
   *
   * @param available free to reserve, 0 or more
   * @param reserved held for a trade, 0 or more
   */
  record Holding(String token, BigDecimal available, BigDecimal reserved) {}

  /**
   * An entry of the journal that touches a firm's account of a token.
   *
   * @param number rises from entry to entry of the whole journal
   * @param deposited the amount, for a deposit; empty for what trades moved, which operators do not
   *     learn here
   */
  record Line(
      long number,
      Instant at,
      String kind,
      String reference,
      String token,
      Optional<BigDecimal> deposited) {}

  /**
   * What a reconciliation found.
   *
   * @param entries journal entries read
   * @param adjusted small differences with a chain that were booked, in words
   * @param breaks what is wrong, in words, without amounts of firms; none if all is well
   */
  record Reconciled(Instant at, long entries, List<String> adjusted, List<String> breaks) {
    /** Copies. */
    public Reconciled {
      adjusted = List.copyOf(adjusted);
      breaks = List.copyOf(breaks);
    }
  }

  /**
   * A deposit into a vault or a withdrawal from one that is not through. Public on the chain but
   * for the firm.
   *
   * @param state how far it is
   * @param token as the ledger names it, with its vault; empty while that is not known
   * @param amount empty for a withdrawal that was only asked for
   * @param confirmations seen, of so many needed
   * @param detail what else there is to say, or empty
   */
  record Queued(
      String state,
      Optional<FirmId> firm,
      String token,
      Optional<BigDecimal> amount,
      long block,
      String transaction,
      long confirmations,
      long needed,
      String detail) {}

  /** What became of a deposit. */
  enum Deposit {
    DONE,
    /** The same one was done before; nothing changed. */
    DONE_BEFORE,
    /** The reference names another deposit; nothing changed. */
    OTHER_BEFORE
  }

  /** The ledger's database or the chain refuses; nothing changed, the same may be asked again. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(Throwable cause) {
      this("the ledger's database does not answer", cause);
    }

    /** Names who does not answer. */
    public UnavailableException(String who, Throwable cause) {
      super(who, cause);
    }
  }

  /** What a firm has, by token; tokens that it never had are left out. */
  List<Holding> holdings(FirmId firm);

  /** What touched a firm's accounts, oldest first. Reads the whole journal. */
  List<Line> lines(FirmId firm);

  /**
   * Compares journal, sums and balances now, and the ledger with the vault of a chain. Reads all of
   * it; books differences with the vault that are below the configured limit.
   *
   * @param operator who asks, for the entries that are booked
   */
  Reconciled reconcile(String operator);

  /** Deposits and withdrawals that are not through, in the order of the chain. */
  List<Queued> queue();

  /**
   * Books tokens from outside to a firm, once for each reference.
   *
   * @param amount above 0, at most 40 digits on either side of the point
   * @param reference 1 to 48 of {@code A-Z a-z 0-9 _ . : -}
   * @throws IllegalArgumentException with one line, if an argument is not so
   */
  Deposit deposit(FirmId firm, String token, BigDecimal amount, String reference);
}
