package obscura.mpc.party;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import obscura.mpc.field.Scalar;
import obscura.mpc.net.PeersDifferException;
import org.bouncycastle.util.BigIntegers;

/**
 * Opens points and numbers of which each share is computed by its two holders: both send it to the
 * third party, which compares the copies, and only then are the three added up.
 */
final class Points {
  private static final int POINT_WORDS = Point.BYTES / Long.BYTES;
  private static final int NUMBER_WORDS = 4;
  private static final int NUMBER_BYTES = NUMBER_WORDS * Long.BYTES;

  private final Run run;

  Points(Run run) {
    this.run = run;
  }

  /** Opens the sums of the shares of points. One round. */
  List<Point> open(String what, List<Point> mine, List<Point> next) {
    long[] third =
        run.third(
            what,
            words(mine, Point::bytes, POINT_WORDS),
            words(next, Point::bytes, POINT_WORDS),
            Point.BYTES * Byte.SIZE * mine.size());
    List<Point> opened = new ArrayList<>();
    for (int k = 0; k < mine.size(); k++) {
      opened.add(mine.get(k).plus(next.get(k)).plus(point(bytes(third, k, POINT_WORDS))));
    }
    return opened;
  }

  private Point point(byte[] bytes) {
    try {
      return Point.of(bytes);
    } catch (IllegalArgumentException wrong) {
      throw new PeersDifferException("a share that is no point", run.links().others());
    }
  }

  /** Opens a number modulo the order of the group. One round. */
  BigInteger open(String what, Scalar number) {
    Scalar least = number.mod(Bn254.Q);
    long[] third =
        run.third(what, words(least.mine()), words(least.next()), NUMBER_BYTES * Byte.SIZE);
    BigInteger missing = new BigInteger(1, bytes(third, 0, NUMBER_WORDS));
    return least.mine().add(least.next()).add(missing).mod(Bn254.Q);
  }

  private static long[] words(BigInteger number) {
    return words(
        List.of(number), one -> BigIntegers.asUnsignedByteArray(NUMBER_BYTES, one), NUMBER_WORDS);
  }

  private static <T> long[] words(List<T> items, Function<T, byte[]> bytes, int each) {
    long[] words = new long[items.size() * each];
    for (int k = 0; k < items.size(); k++) {
      ByteBuffer.wrap(bytes.apply(items.get(k))).asLongBuffer().get(words, k * each, each);
    }
    return words;
  }

  private static byte[] bytes(long[] words, int place, int each) {
    ByteBuffer bytes = ByteBuffer.allocate(each * Long.BYTES);
    bytes.asLongBuffer().put(words, place * each, each);
    return bytes.array();
  }
}
