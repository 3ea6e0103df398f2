package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import obscura.mpc.circuit.Gates;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Other shares of the same values: each word AND all ones. A product's shares are blinded by shares
 * of zero of which no party knows all, so neither what somebody kept of the old shares nor what one
 * party knows of both tells a value; and like any product it is verified. One round more than its
 * verification. The share keys of owners stay: what is derived from each of them stands in memos.
 * One thread.
 */
final class Refresh {
  private final Gates gates;

  /** With gates of their own for this one refresh. */
  Refresh(Gates gates) {
    this.gates = gates;
  }

  /** The items with their new shares. */
  List<Change> of(List<Change> items) {
    List<Word> old = new ArrayList<>();
    for (Change item : items) {
      rewritten(
          item,
          word -> {
            old.add(word);
            return word;
          });
    }
    if (old.isEmpty()) {
      return items;
    }
    Bits fresh = fresh(old);
    List<Change> result = new ArrayList<>();
    int[] next = {0};
    for (Change item : items) {
      result.add(rewritten(item, word -> fresh.word(0, next[0]++)));
    }
    return result;
  }

  private Bits fresh(List<Word> words) {
    long[] mine = words.stream().mapToLong(Word::mine).toArray();
    long[] next = words.stream().mapToLong(Word::next).toArray();
    Bits ones = new Bits(1, mine.length);
    gates.flip(ones, 0, 1);
    Bits fresh = gates.and(new Bits(1, mine.length, mine, next), ones);
    gates.verify();
    return fresh;
  }

  private static Change rewritten(Change item, UnaryOperator<Word> words) {
    if (item instanceof Change.OfSecret c && c.value() != null && c.value().isKeys()) {
      return item;
    }
    byte[] bytes = RecordCodec.change(new Encoder(words), item).bytes();
    return RecordCodec.change(new Decoder(bytes));
  }
}
