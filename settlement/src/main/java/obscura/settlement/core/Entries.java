package obscura.settlement.core;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Account.Available;
import obscura.settlement.core.Account.External;
import obscura.settlement.core.Account.Reserved;
import obscura.settlement.core.JournalEntry.Kind;

/** The journal entries of each step of the ledger. */
public final class Entries {
  private Entries() {}

  public static JournalEntry fund(FirmId firm, String token, BigDecimal amount, String reference) {
    return entry(
        Kind.FUND, reference, token, Amounts.positive(amount), new External(), new Available(firm));
  }

  public static JournalEntry reserve(
      String reference, FirmId firm, String token, BigDecimal amount) {
    BigDecimal checked = Amounts.positive(amount);
    return entry(Kind.RESERVE, reference, token, checked, new Available(firm), new Reserved(firm));
  }

  /** The opposite of a reservation, under the same reference. */
  public static JournalEntry released(JournalEntry reservation) {
    List<Posting> back =
        reservation.postings().stream()
            .map(p -> new Posting(p.account(), p.token(), p.amount().negate()))
            .toList();
    return new JournalEntry(Kind.RELEASE, reservation.reference(), back, "");
  }

  /** Both legs at once: no half of a trade ever stands alone. */
  public static JournalEntry move(TradeInstruction trade) {
    List<Posting> postings =
        Stream.of(trade.baseLeg(), trade.quoteLeg()).flatMap(Entries::postings).toList();
    return new JournalEntry(Kind.MOVE, trade.trade().toString(), postings, "");
  }

  /** Says that the trade will not be settled, and moves nothing. */
  public static JournalEntry fail(TradeId trade, String reason) {
    return new JournalEntry(Kind.FAIL, trade.toString(), List.of(), reason);
  }

  private static Stream<Posting> postings(Leg leg) {
    return Stream.of(
        new Posting(new Reserved(leg.from()), leg.token(), leg.amount().negate()),
        new Posting(new Available(leg.to()), leg.token(), leg.amount()));
  }

  private static JournalEntry entry(
      Kind kind, String reference, String token, BigDecimal amount, Account from, Account to) {
    return new JournalEntry(
        kind,
        reference,
        List.of(new Posting(from, token, amount.negate()), new Posting(to, token, amount)),
        "");
  }
}
