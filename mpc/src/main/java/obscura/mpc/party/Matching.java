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
import obscura.mpc.share.Broadcast;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;

/**
 * Looks for contras of one incoming order among all resting ones ({@code fix-roe.md} 4.5), pass by
 * pass, on a working copy: nothing changes here. A pass opens whether a contra was found and
 * whether the incoming order is done with it; which contra it was stays shared until the caller
 * opens it. There are at most as many passes as the roster says.
 *
 * <p>An order that must be filled wholly or not at all opens after each pass only whether it is
 * filled wholly, and goes on to the last pass if not: so one that is killed tells nothing of what
 * it could have met.
 *
 * <p>A row may be met if it is of the same instrument, the other side and another firm, and if none
 * of three comparisons, all made at once, forbids it: its price crosses; what is open of the
 * incoming order is not below the row's minimum; what is open of the row is not below the incoming
 * order's. A fill of a whole rest is never below a minimum, so a minimum counts as what is open
 * where that is less; then the smaller of the two rests is below neither minimum exactly if each
 * rest is not below the other's minimum.
 */
final class Matching {
  /**
   * What comes in.
   *
   * @param minimum not above the rest
   */
  record Incoming(String firm, Word instrument, Word side, Word price, Word minimum, Word rest) {}

  /**
   * A contra found.
   *
   * @param lane its number in the book, shared
   * @param contraDone whether nothing is left of it, shared; certain for all but the last
   * @param quantity what is filled
   */
  record Met(Word lane, Word contraDone, Word quantity) {}

  private static final String PASSES = "match-passes";
  private static final long STANDARD_PASSES = 16;
  private static final long MOST = 1_000;

  private final Run run;
  private final Gates gates;
  private final Scratch scratch;
  private final Incoming incoming;
  private final Book book;
  private final int lanes;
  private final int words;
  private final boolean wholly;
  private final List<Met> met = new ArrayList<>();
  private Word left;
  private Word minimum;
  private Word contraLeft = Word.ZERO;
  private boolean done;
  private boolean stopped;

  /**
   * Looks for all contras.
   *
   * @param wholly whether the order wants to be filled wholly or not at all
   */
  Matching(Run run, Incoming incoming, boolean wholly) {
    this.wholly = wholly;
    this.run = run;
    this.gates = run.gates();
    this.scratch = gates.scratch();
    this.incoming = incoming;
    this.book = run.state().book();
    this.lanes = book.lanes();
    this.words = book.words();
    this.left = incoming.rest();
    this.minimum = incoming.minimum();
    if (lanes > 0) {
      passes(Math.toIntExact(Math.clamp(run.parameter(PASSES).orElse(STANDARD_PASSES), 1, MOST)));
    }
  }

  List<Met> met() {
    return met;
  }

  /** Whether the incoming order is filled wholly. */
  boolean done() {
    return done;
  }

  /** Whether it came to the limit of passes, so that there may be contras that it has not met. */
  boolean stopped() {
    return stopped;
  }

  /** What is left of the incoming order, shared; meaningful unless {@link #done}. */
  Word left() {
    return left;
  }

  /** The smallest fill that what is left of the incoming order takes, shared. */
  Word minimum() {
    return minimum;
  }

  /** What the last contra keeps, shared; meaningful if the incoming order is done. */
  Word contraLeft() {
    return contraLeft;
  }

  /** How many bits number a lane. */
  int laneBits() {
    return Best.indexBits(lanes);
  }

  private void passes(int most) {
    Bits candidates = scratch.take(1, words);
    Bits eligible = scratch.take(1, words);
    int mark = scratch.mark();
    Bits first = compare(Book.KEY);
    candidates.set(candidates(limit(first, Book.KEY, Book.KEY)));
    eligible.set(eligible(candidates, first, Book.KEY));
    // A contra is met once, so there are no more passes for it than there are contras.
    int passes = wholly ? Math.min(most, book.countOfOthers(incoming.firm())) : most;
    for (int k = 0; k < passes && isFound(eligible); k++) {
      scratch.release(mark);
      candidates.add(meetBest(eligible));
      if (done) {
        return;
      }
      minimum = Compare.smaller(gates, minimum, left);
      stopped = k + 1 == passes;
      if (!stopped) {
        eligible.set(eligible(candidates, compare(Book.MINIMUM), Book.MINIMUM));
      }
    }
  }

  /** An order that must be filled wholly goes on without knowing. */
  private boolean isFound(Bits eligible) {
    return wholly || run.open("contra found", Fold.anyLane(gates, eligible, lanes));
  }

  /**
   * Compares the limits from one on: price at most key, rest below minimum, minimum at most rest.
   */
  private Bits compare(int from) {
    int count = Book.LIMITS - from;
    Word price = gates.not(incoming.price().xor(incoming.side().spread()));
    List<Word> own = List.of(price, left, minimum).subList(from, from + count);
    Bits orEqual = scratch.take(1, count * words).clear();
    gates.flip(orEqual, 0, 1);
    gates.flip(limit(orEqual, Book.MINIMUM, from), 0, 1);
    return Compare.less(
        gates,
        new Broadcast(own, words),
        book.limits().columns(from * words, count * words),
        orEqual);
  }

  private Bits limit(Bits compared, int limit, int from) {
    return compared.columns((limit - from) * words, words);
  }

  /** Same instrument, other side, other firm, crossing. */
  private Bits candidates(Bits crossing) {
    Word wanted = gates.not(incoming.instrument()).mask((1L << Book.INSTRUMENT_BITS) - 1);
    Word subject = wanted.xor(incoming.side().shiftLeft(Book.SIDE));
    Bits fitting = scratch.take(Book.SIDE + 1, words).set(book.subjects());
    fitting.add(new Broadcast(List.of(subject), words));
    Bits same = Fold.andRows(gates, fitting);
    return gates.and(same, crossing).maskLanes(book.lanesOfOthers(incoming.firm()));
  }

  /** Candidates whose fill is below neither minimum. */
  private Bits eligible(Bits candidates, Bits compared, int from) {
    Bits enough = gates.not(limit(compared, Book.MINIMUM, from));
    return gates.and(candidates, gates.and(enough, limit(compared, Book.REST, from)));
  }

  /**
   * Meets the best of the eligible. Answers its lane, one-hot. If nobody knows whether there is
   * one, and there is none, then no lane is met, with nothing to fill.
   */
  private Bits meetBest(Bits eligible) {
    Bits ranked = scratch.take(Book.LIMIT_BITS + 1, words);
    ranked.rows(0, Book.LIMIT_BITS).set(book.limit(Book.KEY));
    ranked.set(Book.LIMIT_BITS, eligible, 0);
    gates.flip(ranked, 0, Book.LIMIT_BITS + 1);
    Best best = Best.of(gates, ranked, lanes);
    Bits lane = wholly ? gates.and(best.lane(), eligible) : best.lane();
    Word rest = gates.pick(lane, book.limit(Book.REST)).lane(0, 0, Book.LIMIT_BITS);
    Bits differences =
        Sum.subtract(gates, Bits.lanesOf(List.of(left, rest)), Bits.lanesOf(List.of(rest, left)));
    contraLeft = differences.lane(0, 1, 64);
    done = run.open(wholly ? "filled wholly" : "order done", gates.notBit(contraLeft.bit(63)));
    Word afterwards = differences.lane(0, 0, 64);
    met.add(new Met(best.index(), gates.notBit(afterwards.bit(63)), done ? left : rest));
    left = done ? Word.ZERO : afterwards;
    return lane;
  }

  /**
   * The vector of a fill.
   *
   * @param order of the fill's owner: its instrument and side are the fill's
   */
  static List<Word> fillWords(Secret order, Word quantity, Word price) {
    Word[] words = new Word[Vector.WORDS];
    Arrays.fill(words, Word.ZERO);
    words[Secret.INSTRUMENT] = order.get(Secret.INSTRUMENT);
    words[Secret.FLAGS] = order.side();
    words[Secret.QUANTITY] = quantity;
    words[Secret.PRICE] = price;
    return List.of(words);
  }
}
