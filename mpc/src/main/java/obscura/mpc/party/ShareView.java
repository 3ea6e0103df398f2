package obscura.mpc.party;

import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Word;

/**
 * Which shares of an item are written. All views of one item are equally long and differ in the
 * places of shares alone; this party's own clock is left out.
 */
enum ShareView {
  /** No share. */
  PUBLIC,
  /** What the next party holds too, where that one keeps its own share. */
  FOR_NEXT,
  /** What the previous party holds too, where that one keeps the next share. */
  FOR_PREVIOUS,
  /** This party's own share, to be committed to. */
  MINE,
  /** The next share, to be committed to. */
  NEXT;

  private Word seen(Word word) {
    return switch (this) {
      case PUBLIC -> Word.ZERO;
      case FOR_NEXT, NEXT -> new Word(word.next(), 0);
      case FOR_PREVIOUS -> new Word(0, word.mine());
      case MINE -> new Word(word.mine(), 0);
    };
  }

  /** The item's canonical bytes. */
  byte[] of(Change item) {
    return RecordCodec.change(new Encoder(this::seen), timeless(item)).bytes();
  }

  private static Change timeless(Change item) {
    return item instanceof Change.OfSecret c && c.value() != null
        ? new Change.OfSecret(c.handle(), c.value().storedAt(0))
        : item;
  }
}
