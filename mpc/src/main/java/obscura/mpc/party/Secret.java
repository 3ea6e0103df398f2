package obscura.mpc.party;

import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/**
 * One party's shares of a vector, and who may read it.
 *
 * @param owner may always read it
 * @param readers may always read it too
 * @param open whether compliance and settlement may read it
 * @param storedAtMillis by this party's clock
 * @param origin the message that brought it; null if it is spent or a job made it
 * @param names the owner's own ids that mean it: its message's, and those of what it replaced
 * @param words the {@link Vector#WORDS} words of a {@link Vector}, in its order
 */
record Secret(
    Phase phase,
    String owner,
    List<String> readers,
    boolean open,
    long storedAtMillis,
    @Nullable Origin origin,
    List<String> names,
    Words words) {
  static final int INSTRUMENT = 0;
  static final int FLAGS = 1;
  static final int QUANTITY = 2;
  static final int PRICE = 3;
  static final int MINIMUM = 4;
  static final int FEE = 5;
  static final int REFUSAL = 6;

  static Secret input(Origin origin, long storedAtMillis, Words words) {
    return new Secret(
        Phase.NEW,
        origin.owner(),
        List.of(),
        origin.openToCompliance(),
        storedAtMillis,
        origin,
        List.of(origin.ownId()),
        words);
  }

  Secret in(Phase phase) {
    return phase == Phase.SPENT
        ? spent(words)
        : new Secret(phase, owner, readers, open, storedAtMillis, origin, names, words);
  }

  /** Only for reading from now on: where it came from does not matter any more. */
  private Secret spent(Words words) {
    return new Secret(Phase.SPENT, owner, readers, open, storedAtMillis, null, List.of(), words);
  }

  /** The same in the place of another of its owner's, whose ids mean it from now on. */
  Secret insteadOf(Secret replaced) {
    List<String> all = Stream.concat(replaced.names.stream(), names.stream()).toList();
    return new Secret(phase, owner, readers, open, storedAtMillis, origin, all, words);
  }

  /** Whether it is for plain operations. */
  boolean isPlain() {
    return origin != null && origin.purpose() instanceof Purpose.Test;
  }

  /** Whether it is no vector but the share keys of an owner: nobody reads them. */
  boolean isOrder() {
    return origin != null
        && (origin.purpose() instanceof Purpose.Order
            || origin.purpose() instanceof Purpose.Replacement);
  }

  boolean isKeys() {
    return origin != null && origin.purpose() instanceof Purpose.NoteKeys;
  }

  /** Over, with nothing left to read. */
  Secret erased() {
    return spent(Words.of(new long[words.size()], new long[words.size()]));
  }

  /** Another value of the same owner for plain operations. */
  Secret plain(Words value) {
    return new Secret(Phase.TEST, owner, readers, open, storedAtMillis, origin, List.of(), value);
  }

  Secret storedAt(long millis) {
    return new Secret(phase, owner, readers, open, millis, origin, names, words);
  }

  /** The same with other words. */
  Secret with(Words other) {
    return new Secret(phase, owner, readers, open, storedAtMillis, origin, names, other);
  }

  Secret refused(Word refusal) {
    return spent(words.with(REFUSAL, refusal));
  }

  Word get(int field) {
    return words.get(field);
  }

  Word side() {
    return words.get(FLAGS).bit(0);
  }
}
