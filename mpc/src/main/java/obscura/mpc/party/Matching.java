package obscura.mpc.party;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.api.Vector;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Compare;
import obscura.mpc.circuit.Fold;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Sum;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Looks for contras of one incoming order among all resting ones ({@code fix-roe.md} 4.5), pass by
 * pass, on a working copy: nothing changes here. A pass opens whether a contra was found and
 * whether the incoming order is done with it; which contra it was stays shared until the caller
 * opens it.
 *
 * <p>Prices of the rows are XORed with the incoming order's side, so that for both sides the lowest
 * is the best and a row crosses if it is not above the incoming order's own.
 */
final class Matching {
  private static final int PRICE_BITS = 62;

  /** What comes in. */
  record Incoming(String firm, Word instrument, Word side, Word price, Word minimum, Word rest) {}

  /**
   * A contra found.
   *
   * @param lane its number in the book, shared
   * @param contraDone whether nothing is left of it, shared; certain for all but the last
   * @param rest of the contra before
   * @param quantity what is filled
   */
  record Met(Word lane, Word contraDone, Word price, Word rest, Word quantity) {}

  private final Run run;
  private final Gates gates;
  private final Incoming incoming;
  private final Book book;
  private final int lanes;
  private final int words;
  private final Bits rests;
  private final Bits minimums;
  private final Bits keys;
  private final List<Met> met = new ArrayList<>();
  private Word left;
  private boolean done;
  private Bits candidates;
  private Bits belowMinimum;

  Matching(Run run, Incoming incoming) {
    this.run = run;
    this.gates = run.gates();
    this.incoming = incoming;
    this.book = run.state().book();
    this.lanes = book.lanes();
    this.words = book.words();
    this.rests = book.field(Book.REST);
    this.minimums = book.field(Book.MINIMUM);
    this.keys = book.field(Book.PRICE).xorRow(Bits.broadcast(incoming.side(), 1, words));
    this.left = incoming.rest();
    this.candidates = new Bits(1, words);
    this.belowMinimum = new Bits(1, words);
    if (lanes > 0) {
      passes();
    }
  }

  List<Met> met() {
    return met;
  }

  /** Whether the incoming order is filled wholly. */
  boolean done() {
    return done;
  }

  /** What is left of the incoming order, shared; meaningful unless {@link #done}. */
  Word left() {
    return left;
  }

  /** How many bits number a lane. */
  int laneBits() {
    return Best.indexBits(lanes);
  }

  private void passes() {
    Compare first = compareAll();
    Compare sizes = new Compare(first.less().columns(0, 2 * words), part(first.equal(), 0));
    findCandidates(first);
    while (pass(sizes) && !done) {
      sizes = compareSizes();
    }
  }

  /** The comparisons that hold for all passes, together with those of the first. */
  private Compare compareAll() {
    Bits open = Bits.broadcast(left, 64, words);
    Bits side = Bits.broadcast(incoming.side(), 1, words);
    Bits bound = Bits.broadcast(incoming.price(), 64, words).xorRow(side);
    Bits x =
        Bits.beside(open, open, bound, rests, Bits.broadcast(incoming.instrument(), 64, words));
    Bits y =
        Bits.beside(
            rests,
            minimums,
            keys,
            Bits.broadcast(incoming.minimum(), 64, words),
            book.field(Book.INSTRUMENT));
    return Compare.of(gates, x, y);
  }

  private Compare compareSizes() {
    Bits open = Bits.broadcast(left, 64, words);
    return Compare.of(gates, Bits.beside(open, open), Bits.beside(rests, minimums));
  }

  /** Same instrument, other side, other firm, crossing. */
  private void findCandidates(Compare first) {
    Bits opposite = book.field(Book.SIDE).xorRow(Bits.broadcast(incoming.side(), 1, words));
    Bits crossing = gates.not(part(first.less(), 2));
    Bits sameAndOpposite = gates.and(part(first.equal(), 4), opposite);
    candidates =
        gates.and(sameAndOpposite, crossing).maskLanes(book.lanesOfOthers(incoming.firm()));
    belowMinimum = part(first.less(), 3);
  }

  private Bits part(Bits row, int block) {
    return row.columns(block * words, words);
  }

  /** One pass; false if no contra was found. */
  private boolean pass(Compare sizes) {
    Bits contraLarger = part(sizes.less(), 0);
    Bits contraSmaller = gates.not(contraLarger.xor(part(sizes.equal(), 0)));
    Bits eligible = eligible(contraLarger, contraSmaller, part(sizes.less(), 1));
    if (!run.open("contra found", Fold.anyLane(gates, eligible, lanes))) {
      return false;
    }
    Bits ranked = Bits.stack(keys.rows(0, PRICE_BITS), gates.not(eligible));
    Best best = Best.of(gates, ranked, lanes);
    Bits picked =
        gates.pick(
            best.lane(),
            Bits.stack(
                book.field(Book.PRICE), rests, gates.not(contraSmaller), gates.not(contraLarger)));
    candidates = candidates.xor(best.lane());
    done = run.open("order done", picked.lane(128, 0, 1));
    Word rest = picked.lane(64, 0, 64);
    met.add(
        new Met(
            best.index(), picked.lane(129, 0, 1), picked.lane(0, 0, 64), rest, done ? left : rest));
    left = done ? Word.ZERO : minus(left, rest);
    return true;
  }

  /** Candidates whose fill is below neither minimum; a fill of a whole rest never is. */
  private Bits eligible(Bits contraLarger, Bits contraSmaller, Bits leftBelowContraMinimum) {
    Bits tooSmall =
        gates.and(
            Bits.stack(contraLarger, contraSmaller),
            Bits.stack(leftBelowContraMinimum, belowMinimum));
    Bits fine = gates.not(tooSmall);
    Bits both = gates.and(fine.rows(0, 1), fine.rows(1, 1));
    return gates.and(candidates, both);
  }

  /** What the last contra keeps. */
  Word contraLeft() {
    Met last = met.getLast();
    return minus(last.rest(), last.quantity());
  }

  private Word minus(Word x, Word y) {
    return Sum.subtract(gates, Bits.lanesOf(List.of(x)), Bits.lanesOf(List.of(y))).lane(0, 0, 64);
  }

  /** The middle of the two limits of every fill, rounded down. */
  List<Word> prices() {
    if (met.isEmpty()) {
      return List.of();
    }
    Bits contras = Bits.lanesOf(met.stream().map(Met::price).toList());
    Bits own = Bits.broadcast(incoming.price(), 64, contras.words());
    Bits sums = Sum.add(gates, own, contras);
    List<Word> prices = new ArrayList<>();
    for (int k = 0; k < met.size(); k++) {
      prices.add(sums.lane(1, k, PRICE_BITS));
    }
    return prices;
  }

  /** The vector of a fill. */
  static List<Word> fillWords(Word quantity, Word price) {
    Word[] words = new Word[Vector.WORDS];
    Arrays.fill(words, Word.ZERO);
    words[Secret.QUANTITY] = quantity;
    words[Secret.PRICE] = price;
    return List.of(words);
  }
}
