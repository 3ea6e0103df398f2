package obscura.mpc.share;

import java.util.List;

/** One party's shares of a short list of words, immutable. */
public final class Words {
  private final long[] mine;
  private final long[] next;

  private Words(long[] mine, long[] next) {
    this.mine = mine;
    this.next = next;
  }

  /** Copies the two arrays, which must be equally long. */
  public static Words of(long[] mine, long[] next) {
    if (mine.length != next.length) {
      throw new IllegalArgumentException(mine.length + " and " + next.length + " words");
    }
    return new Words(mine.clone(), next.clone());
  }

  public static Words of(List<Word> words) {
    return new Words(
        words.stream().mapToLong(Word::mine).toArray(),
        words.stream().mapToLong(Word::next).toArray());
  }

  public int size() {
    return mine.length;
  }

  public Word get(int index) {
    return new Word(mine[index], next[index]);
  }

  public long mine(int index) {
    return mine[index];
  }

  public long next(int index) {
    return next[index];
  }

  /** A copy with one word replaced. */
  public Words with(int index, Word word) {
    Words copy = of(mine, next);
    copy.mine[index] = word.mine();
    copy.next[index] = word.next();
    return copy;
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Words[" + size() + " sealed]";
  }
}
