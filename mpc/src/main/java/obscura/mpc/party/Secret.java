package obscura.mpc.party;

import java.util.List;
import obscura.mpc.api.Vector;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/**
 * One party's shares of a vector, and who may read it.
 *
 * @param owner may always read it
 * @param readers may always read it too
 * @param open whether compliance and settlement may read it
 * @param storedAtMillis by this party's clock
 * @param words the {@link Vector#WORDS} words of a {@link Vector}, in its order
 */
record Secret(
    Phase phase,
    String owner,
    List<String> readers,
    boolean open,
    long storedAtMillis,
    Words words) {
  static final int INSTRUMENT = 0;
  static final int FLAGS = 1;
  static final int QUANTITY = 2;
  static final int PRICE = 3;
  static final int MINIMUM = 4;
  static final int FEE = 5;
  static final int REFUSAL = 6;

  Secret in(Phase phase) {
    return new Secret(phase, owner, readers, open, storedAtMillis, words);
  }

  Secret storedAt(long millis) {
    return new Secret(phase, owner, readers, open, millis, words);
  }

  Secret refused(Word refusal) {
    Words marked = words.with(REFUSAL, refusal);
    return new Secret(Phase.SPENT, owner, readers, open, storedAtMillis, marked);
  }

  Word get(int field) {
    return words.get(field);
  }

  Word side() {
    return words.get(FLAGS).bit(0);
  }
}
