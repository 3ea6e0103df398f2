package obscura.mpc.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import obscura.mpc.circuit.Gates;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Word;

/**
 * The bands of prices that the roster gives its instruments ({@code trust.md} 3): a limit is
 * compared with both ends of every band, and only the answer of the instrument's own counts. Which
 * bands there are is public; a band that forbids no price is not compared with.
 */
final class Bands {
  private record Band(long lowest, long highest) {
    boolean isOpen() {
      return lowest <= 1 && highest == Entry.HIGHEST;
    }
  }

  /** Each band, and the places in the list of instruments that have it. */
  private final SequencedMap<Band, List<Integer>> bands = new LinkedHashMap<>();

  Bands(List<Entry.Instrument> instruments) {
    for (int k = 0; k < instruments.size(); k++) {
      Band band = new Band(instruments.get(k).lowest(), instruments.get(k).highest());
      if (!band.isOpen()) {
        bands.computeIfAbsent(band, b -> new ArrayList<>()).add(k);
      }
    }
  }

  int size() {
    return bands.size();
  }

  /**
   * Two comparisons for each band: the price is below the lowest, the highest is below the price.
   */
  void compare(Gates gates, Word price, List<Word> left, List<Word> right) {
    for (Band band : bands.sequencedKeySet()) {
      left.add(price);
      right.add(gates.constant(band.lowest()));
      left.add(gates.constant(band.highest()));
      right.add(price);
    }
  }

  /**
   * Whether the instrument has a band, for each.
   *
   * @param equal whether it is the instrument at a place; at most one is, so XOR is OR
   */
  List<Word> own(IntFunction<Word> equal) {
    List<Word> own = new ArrayList<>();
    for (List<Integer> places : bands.sequencedValues()) {
      own.add(places.stream().map(equal::apply).reduce(Word.ZERO, Word::xor));
    }
    return own;
  }

  /**
   * Whether the price is outside, for each.
   *
   * @param less what {@link #compare} came to; both ends exclude each other
   */
  List<Word> outside(IntFunction<Word> less) {
    List<Word> outside = new ArrayList<>();
    for (int k = 0; k < bands.size(); k++) {
      outside.add(less.apply(2 * k).xor(less.apply(2 * k + 1)));
    }
    return outside;
  }
}
