package obscura.mpc.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import obscura.mpc.circuit.Gates;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Word;

/**
 * The least quantities that the roster gives a firm, one for each instrument ({@code trust.md} 3:
 * minimum notional, held as lots, so that no limit makes a probe cheaper). A quantity is compared
 * with each, and only the answer of the instrument's own counts. Which minimums there are is
 * public; one that every quantity above 0 reaches is not compared with.
 */
final class Minimums {
  /** No minimum. */
  static final Minimums NONE = new Minimums(new LinkedHashMap<>());

  /** Each minimum, and the places in the list of instruments that have it. */
  private final SequencedMap<Long, List<Integer>> minimums;

  private Minimums(SequencedMap<Long, List<Integer>> minimums) {
    this.minimums = minimums;
  }

  /**
   * Of a firm.
   *
   * @param instruments as {@link Validity} compares with them
   */
  static Minimums of(Roster roster, String firm, List<Entry.Instrument> instruments) {
    SequencedMap<Long, List<Integer>> minimums = new LinkedHashMap<>();
    for (int k = 0; k < instruments.size(); k++) {
      long minimum = roster.minimum(firm, instruments.get(k).number());
      if (minimum > 1) {
        minimums.computeIfAbsent(minimum, m -> new ArrayList<>()).add(k);
      }
    }
    return new Minimums(minimums);
  }

  int size() {
    return minimums.size();
  }

  /** One comparison for each: the quantity is below it. */
  void compare(Gates gates, Word quantity, List<Word> left, List<Word> right) {
    for (long minimum : minimums.sequencedKeySet()) {
      left.add(quantity);
      right.add(gates.constant(minimum));
    }
  }

  /**
   * Whether it is the instrument's, for each.
   *
   * @param equal whether it is the instrument at a place; at most one is, so XOR is OR
   */
  List<Word> own(IntFunction<Word> equal) {
    List<Word> own = new ArrayList<>();
    for (List<Integer> places : minimums.sequencedValues()) {
      own.add(places.stream().map(equal::apply).reduce(Word.ZERO, Word::xor));
    }
    return own;
  }
}
