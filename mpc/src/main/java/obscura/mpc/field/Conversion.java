package obscura.mpc.field;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Sum;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * Turns shares of bits into shares modulo a prime (Mohassel and Rindal, ABY3, CCS 2018, 5.4.2): two
 * random numbers, each known to the two holders of one share, are added to the value on shares of
 * bits; the sum is opened to the two holders of the third share. Sum less the two numbers is the
 * value, so these three are its shares. All products are verified like any other before the sum is
 * opened; nothing is multiplied modulo the prime.
 *
 * <p>The numbers are 128 bits longer than a value, and a sum does not overflow: what it tells to a
 * holder, who knows one of the two numbers, differs from a random number with probability below
 * 2^-128. The prime must be above 2^226.
 */
public final class Conversion {
  /** Bits of a value: amounts of notes. */
  public static final int VALUE_BITS = 96;

  private static final int MASK_BITS = VALUE_BITS + 128;
  private static final int SUM_BITS = MASK_BITS + 2;
  private static final int LANES_MAX = 64;

  /** Whose share of the result is the opened sum. */
  public static final int OPENED_SHARE = 2;

  /** Verifies, then opens to the two holders of {@link #OPENED_SHARE}; zeros to the third party. */
  @FunctionalInterface
  public interface Opener {
    /** Opens. One round. */
    long[] open(Word[] words, int bits);
  }

  private Conversion() {}

  /**
   * Shares of the first lanes. Some 12 rounds.
   *
   * @param values {@link #VALUE_BITS} rows of one word
   * @param lanes how many, 1 to 64
   */
  public static List<Scalar> of(Gates gates, Bits values, int lanes, Opener opener) {
    if (values.rows() != VALUE_BITS || values.words() != 1 || lanes < 1 || lanes > LANES_MAX) {
      throw new IllegalArgumentException(lanes + " lanes of " + values);
    }
    int party = gates.party();
    Bits random = gates.random(MASK_BITS, 1);
    Bits first = only(0, party, random);
    Bits second = only(1, party, random);
    Bits sum = Sum.addAll(gates, List.of(widened(values), first, second));
    long[] opened = opened(sum.maskLanes(new long[] {-1L >>> (LANES_MAX - lanes)}), lanes, opener);
    List<Scalar> scalars = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      BigInteger zero = lane(party == 0 ? random.mine() : random.next(), lane).negate();
      BigInteger one = lane(party == 0 ? random.next() : random.mine(), lane).negate();
      BigInteger two = lane(opened, lane);
      scalars.add(
          switch (party) {
            case 0 -> new Scalar(zero, one);
            case 1 -> new Scalar(one, two);
            default -> new Scalar(two, zero);
          });
    }
    return scalars;
  }

  /** A number that is share k of random shares, and whose other shares are 0. */
  private static Bits only(int k, int party, Bits random) {
    Bits one = new Bits(SUM_BITS, 1);
    if (party == k) {
      System.arraycopy(random.mine(), 0, one.mine(), 0, MASK_BITS);
    }
    if ((party + 1) % 3 == k) {
      System.arraycopy(random.next(), 0, one.next(), 0, MASK_BITS);
    }
    return one;
  }

  private static Bits widened(Bits values) {
    Bits wide = new Bits(SUM_BITS, 1);
    wide.rows(0, VALUE_BITS).set(values);
    return wide;
  }

  private static long[] opened(Bits sum, int lanes, Opener opener) {
    Word[] words = new Word[SUM_BITS];
    for (int row = 0; row < SUM_BITS; row++) {
      words[row] = sum.word(row, 0);
    }
    return opener.open(words, SUM_BITS * lanes);
  }

  private static BigInteger lane(long[] rows, int lane) {
    BigInteger value = BigInteger.ZERO;
    for (int row = 0; row < rows.length; row++) {
      if ((rows[row] >>> lane & 1) == 1) {
        value = value.setBit(row);
      }
    }
    return value;
  }
}
