package obscura.mpc.measure;

import java.util.List;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Sum;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Broadcast;
import obscura.mpc.share.Word;

/**
 * A book of made-up sell orders in the shape of the parties' own: instrument, price, rest, minimum.
 * Finding means comparing all rows with an incoming order and picking the best of those that fit.
 * What a whole order costs, with its checks, fills and records, is measured on the job itself.
 */
final class HiddenBook {
  private static final int FIELD = 64;
  private static final int PRICE_BITS = 62;
  private static final int INSTRUMENT_BITS = 16;
  private static final int INSTRUMENTS = 8;
  private static final int PRICES = 1 << 20;
  private static final int SIZES = 1000;

  private final Gates gates;
  private final int orders;
  private final Bits instruments;
  private final Bits prices;
  private final Bits minimums;
  private final Word instrument;
  private final Word price;
  private Bits rests;

  HiddenBook(Station station, int orders) {
    this.gates = station.gates();
    this.orders = orders;
    Samples samples = new Samples(gates.party(), orders);
    this.instruments = samples.below(INSTRUMENTS, FIELD, orders);
    this.prices = samples.below(PRICES, FIELD, orders);
    this.rests = samples.below(SIZES, FIELD, orders);
    this.minimums = samples.below(SIZES, FIELD, orders);
    this.instrument = samples.word(3);
    this.price = samples.word(PRICES / 2);
  }

  /** The best row that fits, whole: price, rest and minimum, 192 rows, in lane 0. */
  Bits find() {
    return gates.pick(best().lane(), Bits.stack(prices, rests, minimums));
  }

  private Best best() {
    int words = prices.words();
    Bits keys = prices.rows(0, PRICE_BITS);
    Bits beyond = Compare.less(gates, new Broadcast(List.of(price), words), keys);
    Bits others = Bits.broadcast(gates.not(instrument), INSTRUMENT_BITS, words);
    Bits same = Fold.andRows(gates, instruments.rows(0, INSTRUMENT_BITS).xor(others));
    Bits fits = gates.and(gates.not(beyond), same);
    return Best.of(gates, Bits.stack(keys, gates.not(fits)), orders);
  }

  /** Finds the best row that fits and takes one lot from its rest, touching every row. */
  void findAndUpdate() {
    Best best = best();
    Bits rest = gates.pick(best.lane(), rests);
    Bits one = Bits.broadcast(gates.constant(1), FIELD, 1);
    Word change = Sum.subtract(gates, rest, one).xor(rest).lane(0, 0, FIELD);
    Bits changes = Bits.broadcast(change, FIELD, rests.words());
    rests = rests.xor(gates.and(best.lane().repeat(FIELD), changes));
  }
}
