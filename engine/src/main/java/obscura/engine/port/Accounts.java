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
   * @param breaks what is wrong, in words, without amounts; none if all is well
   */
  record Reconciled(Instant at, long entries, List<String> breaks) {
    /** Copies. */
    public Reconciled {
      breaks = List.copyOf(breaks);
    }
  }

  /** What became of a deposit. */
  enum Deposit {
    DONE,
    /** The same one was done before; nothing changed. */
    DONE_BEFORE,
    /** The reference names another deposit; nothing changed. */
    OTHER_BEFORE
  }

  /** The ledger's database refuses; nothing changed, the same may be asked again. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(Throwable cause) {
      super("the ledger's database does not answer", cause);
    }
  }

  /** What a firm has, by token; tokens that it never had are left out. */
  List<Holding> holdings(FirmId firm);

  /** What touched a firm's accounts, oldest first. Reads the whole journal. */
  List<Line> lines(FirmId firm);

  /** Compares journal, sums and balances now. Reads the whole journal; changes nothing. */
  Reconciled reconcile();

  /**
   * Books tokens from outside to a firm, once for each reference.
   *
   * @param amount above 0, at most 40 digits on either side of the point
   * @param reference 1 to 48 of {@code A-Z a-z 0-9 _ . : -}
   * @throws IllegalArgumentException with one line, if an argument is not so
   */
  Deposit deposit(FirmId firm, String token, BigDecimal amount, String reference);
}
