package obscura.mpc.party;

import java.util.List;
import java.util.concurrent.TimeUnit;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * With which limit an order meets the rows, and what its fills cost ({@code fix-roe.md} 4.5, {@code
 * trust.md} 7). Where the pricing rule is {@code reference} every row is compared with the
 * reference price in place of the order's own limit; the order must cross it too, or it is compared
 * with rows of no instrument, and so finds nothing. It finds nothing either if the reference is
 * missing or too old, or if the instrument may not trade any more.
 *
 * <p>Which instruments there are, their rules and their references are public; which of them the
 * order's is stays shared, in the bits of one row of equalities. So the reference price is a XOR of
 * constants masked with those bits, without a product. A venue without such instruments pays
 * nothing.
 *
 * @param wanted the instrument, or 0 if the order may meet nobody
 * @param limit what rows are compared with
 * @param reference what fills cost; 0 if the rule is {@code midpoint}
 * @param midpoint whether the rule is that, in all bits
 * @param plain whether it certainly is
 */
record Pricing(Word wanted, Word limit, Word reference, Word midpoint, boolean plain) {
  private static final String MAX_AGE = "reference-max-age";
  private static final long STANDARD_AGE_SECONDS = 60;

  static boolean hasReferences(List<Entry.Instrument> instruments) {
    return instruments.stream().anyMatch(i -> i.pricing() == Entry.Pricing.REFERENCE);
  }

  /**
   * Of an order.
   *
   * @param again whether it has rested: its instrument may have been halted since
   */
  static Pricing of(Run run, Secret order, boolean again) {
    List<Entry.Instrument> instruments = run.enabled();
    Word instrument = order.get(Secret.INSTRUMENT);
    Word price = order.get(Secret.PRICE);
    boolean plain = !hasReferences(instruments);
    if (plain && !again) {
      return new Pricing(instrument, price, Word.ZERO, Word.ZERO, true);
    }
    Gates gates = run.gates();
    Bits equal = equal(gates, instrument, instruments);
    Word midpoint = Word.ZERO;
    Word priced = Word.ZERO;
    Word reference = Word.ZERO;
    for (int k = 0; k < instruments.size(); k++) {
      Word same = equal.lane(0, k, 1);
      if (instruments.get(k).pricing() == Entry.Pricing.MIDPOINT) {
        midpoint = midpoint.xor(same);
      } else if (run.fact(Fact.reference(instruments.get(k).number()))
              instanceof Fact.Reference known
          && isFresh(run, known.timeMillis())) {
        priced = priced.xor(same);
        reference = reference.xor(same.spread().mask(known.ticks()));
      }
    }
    if (plain) {
      return new Pricing(
          gates.and(instrument, midpoint.spread()), price, Word.ZERO, Word.ZERO, true);
    }
    Word limit = reference.xor(gates.and(price, midpoint.spread()));
    Word may = gates.and(midpoint.xor(priced), crosses(gates, order, limit));
    Word wanted = gates.and(instrument, may.spread());
    return new Pricing(wanted, limit, reference, midpoint.spread(), false);
  }

  /** Whether the instrument is each of these, a lane for each; at most one is. */
  private static Bits equal(Gates gates, Word instrument, List<Entry.Instrument> instruments) {
    Bits equal = new Bits(Book.INSTRUMENT_BITS, Bits.wordsFor(Math.max(1, instruments.size())));
    for (int k = 0; k < instruments.size(); k++) {
      Word differing = instrument.xor(gates.constant(instruments.get(k).number()));
      equal.setLane(0, k, Book.INSTRUMENT_BITS, gates.not(differing));
    }
    return Fold.andRows(gates, equal);
  }

  /** Complemented if it sells, the higher price is the more willing. */
  private static Word crosses(Gates gates, Secret order, Word limit) {
    Word sells = order.side().spread();
    Bits own = Bits.lanesOf(List.of(order.get(Secret.PRICE).xor(sells)));
    Bits less = Compare.less(gates, own, Bits.lanesOf(List.of(limit.xor(sells))));
    return gates.notBit(less.lane(0, 0, 1));
  }

  /** Whether a price of that time is still good at the book's time. */
  static boolean isFresh(Run run, long timeMillis) {
    long age = run.parameter(MAX_AGE).orElse(STANDARD_AGE_SECONDS);
    return BookTime.millis(run) - timeMillis <= TimeUnit.SECONDS.toMillis(age);
  }

  /**
   * What fills cost.
   *
   * @param middles of the limits of both sides, a lane for each fill
   * @return a lane for each
   */
  Bits prices(Gates gates, Bits middles) {
    if (plain) {
      return middles;
    }
    Bits kept = gates.and(middles, Bits.broadcast(midpoint, middles.rows(), middles.words()));
    return kept.add(Bits.broadcast(reference, middles.rows(), middles.words()));
  }
}
