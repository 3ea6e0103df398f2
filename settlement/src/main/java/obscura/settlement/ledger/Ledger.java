package obscura.settlement.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Balance;
import obscura.settlement.core.Books;
import obscura.settlement.core.Entries;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.JournalEntry.Kind;
import obscura.settlement.core.Posted;
import obscura.settlement.core.SettlementOutcome;
import obscura.settlement.core.SettlementOutcome.Failed;
import obscura.settlement.core.SettlementOutcome.Settled;
import obscura.settlement.core.SettlementPlan;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.jdbc.Database;
import org.jspecify.annotations.Nullable;

/**
 * The internal double-entry ledger: who has how much of which token, free or reserved, and how that
 * came about. Accounts, tokens and amounts are encrypted in the database; balances are kept in
 * memory and rebuilt from the journal. What a call has answered survives the death of the process.
 * For several threads, which take turns; several processes may share one PostgreSQL.
 */
public final class Ledger implements AutoCloseable {
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_.:-]{1,48}");
  private static final long NANOS = 1_000_000_000L;

  private static final Database.Tables TABLES =
      new Database.Tables("ledger", "classpath:obscura/settlement/db", "ledger_history", 3);

  private final Database database;
  private final JournalCipher cipher;
  private final InstantSource time;
  private @Nullable Books books;
  private JournalHead booksHead = JournalHead.START;

  private static Database database(LedgerConfig config) {
    return Database.open(
        new Database.Place(config.jdbcUrl(), config.user(), config.password()),
        TABLES,
        LedgerException::new);
  }

  private Ledger(Database database, JournalCipher cipher, InstantSource time) {
    this.database = database;
    this.cipher = cipher;
    this.time = time;
  }

  /** Opens with the time of the system on the entries. */
  public static Ledger open(LedgerConfig config, LedgerKey key) {
    return open(config, key, InstantSource.system());
  }

  /**
   * Opens, brings the tables up to date and adds up the journal.
   *
   * @throws LedgerException if the database cannot be opened, or the journal not with this key
   */
  public static Ledger open(LedgerConfig config, LedgerKey key, InstantSource time) {
    Ledger ledger = new Ledger(database(config), new JournalCipher(key), time);
    try {
      ledger.database.transaction(connection -> {
        Journal.ensureHead(connection);
        return ledger.booksAt(connection, Journal.head(connection));
      });
      return ledger;
    } catch (RuntimeException e) {
      ledger.close();
      throw e;
    }
  }

  /**
   * Gives a firm tokens from outside.
   *
   * @param amount above 0
   * @param reference names this funding; 1 to 48 of {@code A-Z a-z 0-9 _ . : -}
   */
  public Posted fund(FirmId firm, String token, BigDecimal amount, String reference) {
    return post(Entries.fund(firm, token, amount, checked(reference)));
  }

  /**
   * Holds a firm's free tokens under this reference, once: a released reference holds nothing again
   * ({@link Posted#CONFLICT}). A refusal is not remembered.
   */
  public synchronized Posted reserve(
      String reference, FirmId firm, String token, BigDecimal amount) {
    JournalEntry entry = Entries.reserve(checked(reference), firm, token, amount);
    return inTransaction((connection, now, head) ->
        Journal.find(connection, Kind.RELEASE, reference).isPresent()
            ? Posted.CONFLICT
            : post(connection, now, head, entry));
  }

  /** Frees what {@link #reserve} holds under this reference. */
  public synchronized Posted release(String reference) {
    return inTransaction((connection, now, head) -> {
      Optional<JournalRow> held = Journal.find(connection, Kind.RESERVE, checked(reference));
      return held.isEmpty()
          ? Posted.UNKNOWN_REFERENCE
          : post(connection, now, head, Entries.released(held.get().entry(cipher)));
    });
  }

  /**
   * Moves both legs of a trade, or neither. A trade is decided once: asked again, the answer is the
   * same and nothing changes.
   *
   * @throws IllegalArgumentException if the trade was settled with other firms or amounts
   * @throws LedgerException if the database refuses; nothing changed, it may be asked again
   */
  public synchronized SettlementOutcome settle(TradeInstruction trade) {
    return inTransaction((connection, now, head) -> {
      Optional<SettlementOutcome> before = outcome(connection, trade);
      if (before.isPresent()) {
        return before.get();
      }
      SettlementPlan plan = SettlementPlan.carryOut(trade, now);
      append(connection, head, plan.steps());
      return plan.outcome();
    });
  }

  /** How the trade ended; empty if it was never asked to settle. */
  public synchronized Optional<SettlementOutcome> outcome(TradeId trade) {
    return database.transaction(connection -> outcome(connection, trade.toString()));
  }

  /** The firm's amounts by token; tokens that it never had are left out. */
  public synchronized SortedMap<String, Balance> balances(FirmId firm) {
    return inTransaction((connection, now, head) -> now.balances(firm));
  }

  /** What happened to the firm's amounts of a token, oldest first. Reads the whole journal. */
  public synchronized List<AccountEntry> entries(FirmId firm, String token) {
    List<AccountEntry> entries = new ArrayList<>();
    database.transaction(connection -> {
      Journal.forEach(connection, row -> accountEntry(row, firm, token).ifPresent(entries::add));
      return true;
    });
    return entries;
  }

  /**
   * Posts an entry once for its kind and reference, made of the books as they are then.
   *
   * @throws IllegalStateException if it is not covered, or is of another kind or reference
   */
  public synchronized Posted post(Kind kind, String reference, Function<Books, JournalEntry> made) {
    return inTransaction((connection, now, head) -> {
      if (Journal.find(connection, kind, checked(reference)).isPresent()) {
        return Posted.REPEATED;
      }
      JournalEntry entry = made.apply(now);
      if (entry.kind() != kind || !entry.reference().equals(reference)) {
        throw new IllegalStateException("not the entry that was asked for: " + entry);
      }
      now.apply(entry);
      append(connection, head, List.of(entry));
      return Posted.APPLIED;
    });
  }

  /** The entry of a kind and reference; empty if it was never posted. */
  public synchronized Optional<JournalEntry> entry(Kind kind, String reference) {
    return database.transaction(connection ->
        Journal.find(connection, kind, checked(reference)).map(row -> row.entry(cipher)));
  }

  /** All entries of some kinds, oldest first. Reads the whole journal. */
  public synchronized List<JournalEntry> entries(Set<Kind> kinds) {
    List<JournalEntry> entries = new ArrayList<>();
    database.transaction(connection -> {
      Journal.forEach(
          connection,
          row -> {
            JournalEntry entry = row.entry(cipher);
            if (kinds.contains(entry.kind())) {
              entries.add(entry);
            }
          });
      return true;
    });
    return entries;
  }

  /** Something read off the books. */
  public synchronized <T> T read(Function<Books, T> question) {
    return inTransaction((connection, now, head) -> question.apply(now));
  }

  /** Checks the journal from its start. */
  public synchronized ReconciliationReport reconcile() {
    return database.transaction(connection -> {
      JournalHead head = Journal.lockHead(connection);
      Reconciliation check = new Reconciliation(cipher);
      Journal.forEach(connection, check::read);
      Books inMemory = books == null ? new Books() : books;
      return check.finish(head, inMemory);
    });
  }

  @Override
  public void close() {
    database.close();
  }

  private synchronized Posted post(JournalEntry entry) {
    return inTransaction((connection, now, head) -> post(connection, now, head, entry));
  }

  private Posted post(Connection connection, Books now, JournalHead head, JournalEntry entry)
      throws SQLException {
    Optional<JournalRow> before = Journal.find(connection, entry.kind(), entry.reference());
    if (before.isPresent()) {
      return before.get().entry(cipher).equals(entry) ? Posted.REPEATED : Posted.CONFLICT;
    }
    if (!now.covers(entry)) {
      return Posted.NOT_COVERED;
    }
    now.apply(entry);
    append(connection, head, List.of(entry));
    return Posted.APPLIED;
  }

  private void append(Connection connection, JournalHead head, List<JournalEntry> entries)
      throws SQLException {
    long atNanos = epochNanos(time.instant());
    List<JournalRow> rows = new ArrayList<>();
    JournalHead last = head;
    for (JournalEntry entry : entries) {
      JournalRow row = JournalRow.following(last, atNanos, entry, cipher);
      rows.add(row);
      last = row.head();
    }
    Journal.append(connection, rows);
    booksHead = last;
  }

  private Optional<SettlementOutcome> outcome(Connection connection, TradeInstruction trade)
      throws SQLException {
    String reference = trade.trade().toString();
    Optional<JournalRow> moved = Journal.find(connection, Kind.MOVE, reference);
    if (moved.isPresent() && !moved.get().entry(cipher).equals(Entries.move(trade))) {
      throw new IllegalArgumentException("another trade was settled as " + reference);
    }
    return outcome(connection, reference);
  }

  private Optional<SettlementOutcome> outcome(Connection connection, String reference)
      throws SQLException {
    if (Journal.find(connection, Kind.MOVE, reference).isPresent()) {
      return Optional.of(new Settled());
    }
    return Journal.find(connection, Kind.FAIL, reference)
        .map(row -> new Failed(Failed.INSUFFICIENT_BALANCE, row.entry(cipher).memo()));
  }

  private Optional<AccountEntry> accountEntry(JournalRow row, FirmId firm, String token) {
    JournalEntry entry = row.entry(cipher);
    if (!entry.touches(firm, token)) {
      return Optional.empty();
    }
    Instant at = Instant.ofEpochSecond(0, row.atNanos());
    return Optional.of(
        new AccountEntry(
            row.number(),
            at,
            entry.kind(),
            entry.reference(),
            entry.availableChange(firm, token),
            entry.reservedChange(firm, token)));
  }

  /** Balances in memory count only when committed: after a failure they are added up anew. */
  private <T> T inTransaction(Step<T> step) {
    try {
      return database.transaction(connection -> {
        JournalHead head = Journal.lockHead(connection);
        return step.run(connection, booksAt(connection, head), head);
      });
    } catch (RuntimeException e) {
      books = null;
      throw e;
    }
  }

  private Books booksAt(Connection connection, JournalHead head) throws SQLException {
    Books current = books;
    if (current == null || !booksHead.is(head)) {
      Books rebuilt = new Books();
      Journal.forEach(connection, row -> rebuilt.apply(row.entry(cipher)));
      books = rebuilt;
      booksHead = head;
      return rebuilt;
    }
    return current;
  }

  private static String checked(String reference) {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("a reference is 1 to 48 of A-Z, a-z, 0-9, _ . : and -");
    }
    return reference;
  }

  private static long epochNanos(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), NANOS), at.getNano());
  }

  private interface Step<T> {
    T run(Connection connection, Books now, JournalHead head) throws SQLException;
  }
}
