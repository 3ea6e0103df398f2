package obscura.mpc.circuit;

import java.util.Arrays;
import obscura.mpc.net.Links;
import obscura.mpc.share.Accesses;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.Word;
import obscura.mpc.share.ZeroShares;

/**
 * The gates of one party. XOR and NOT are local; an AND of whole matrices, or a sum of products,
 * costs one round and one bit per bit of its result (CCS 2016, section 3.1). Results stand in the
 * party's {@link Scratch} and last until the next job. One thread.
 */
public final class Gates {
  private final Links links;
  private final ZeroShares zeros;
  private final Witness witness;
  private final Scratch scratch;

  /** Gates that nobody checks. */
  public Gates(Links links, ZeroShares zeros) {
    this(links, zeros, Witness.NONE, new Scratch());
  }

  /**
   * The gates of one job, whose every product is told to a witness.
   *
   * @param scratch what it held of another job is given up
   */
  public Gates(Links links, ZeroShares zeros, Witness witness, Scratch scratch) {
    this.links = links;
    this.zeros = zeros;
    this.witness = witness;
    this.scratch = scratch;
    scratch.reset();
  }

  /** Has every product so far verified: to be called before anything is opened or kept. */
  public void verify() {
    witness.verify();
  }

  public int party() {
    return links.party();
  }

  /** Where circuits take their memory. */
  public Scratch scratch() {
    return scratch;
  }

  /** A matrix of random bits, each share of which its two holders know. No message. */
  public Bits random(int rows, int words) {
    Bits bits = new Bits(rows, words);
    zeros.random(bits.mine(), bits.next(), rows * words);
    return bits;
  }

  /** The bitwise AND of two matrices of the same shape. One round. */
  public Bits and(Bits x, Bits y) {
    Bits z = scratch.take(x.rows(), x.words());
    and(x, y, z);
    return z;
  }

  /** The same, into a matrix that may be one of the factors. One round. */
  void and(Bits x, Bits y, Bits z) {
    multiply(x, y, new Summation.Each(x.rows() * x.words()), z);
  }

  /** The bitwise AND of two words. One round. */
  public Word and(Word x, Word y) {
    return and(Bits.row(x), Bits.row(y)).word(0, 0);
  }

  /**
   * For every row of {@code x} the XOR of those of its lanes that are set in {@code row}: lane 0.
   * One round.
   */
  public Bits pick(Bits row, Bits x) {
    Bits z = scratch.take(x.rows(), 1);
    multiply(row.repeat(x.rows()), x, new Summation.OfLanes(x.rows(), x.words()), z);
    return z;
  }

  /**
   * For every row of {@code x}, the AND with {@code row}, its blocks of {@code length} lanes XORed
   * into one. One round.
   */
  Bits pickBlocks(Bits row, Bits x, int blocks, int length) {
    Bits z = scratch.take(x.rows(), Bits.wordsFor(length));
    Summation how = new Summation.OfBlocks(x.rows(), x.words(), blocks, length);
    multiply(row.repeat(x.rows()), x, how, z);
    return z;
  }

  /** {@code bit ? x : y} for every row, the bit of each lane in the single row. One round. */
  public Bits choose(Bits bit, Bits x, Bits y) {
    Bits differing = scratch.take(x.rows(), x.words()).set(x).add(y);
    and(bit.repeat(x.rows()), differing, differing);
    return differing.add(y);
  }

  public Bits not(Bits x) {
    Bits result = scratch.take(x.rows(), x.words()).set(x);
    flip(result, 0, x.rows());
    return result;
  }

  /** Negates some rows in place. */
  public void flip(Bits x, int fromRow, int count) {
    long[] share = shareOfConstants(x);
    if (share.length > 0) {
      for (int r = fromRow; r < fromRow + count; r++) {
        for (int k = x.at(r), end = k + x.words(); k < end; k++) {
          share[k] = ~share[k];
        }
      }
    }
  }

  /** XORs a public word into one word of a row, in place. */
  public void flip(Bits x, int row, int word, long value) {
    long[] share = shareOfConstants(x);
    if (share.length > 0) {
      share[x.at(row) + word] ^= value;
    }
  }

  public Word not(Word x) {
    return x.xor(constant(-1));
  }

  /** NOT of the lowest bit; the others stay. */
  public Word notBit(Word x) {
    return x.xor(constant(1));
  }

  public Word constant(long value) {
    return Word.constant(links.party(), value);
  }

  private long[] shareOfConstants(Bits x) {
    return switch (links.party()) {
      case 0 -> x.mine();
      case 2 -> x.next();
      default -> new long[0];
    };
  }

  private void multiply(Bits x, Bits y, Summation how, Bits z) {
    if (x.rows() != y.rows() || x.words() != y.words()) {
      throw new IllegalArgumentException(x + " and " + y);
    }
    int count = how.words();
    Accesses.note(Accesses.Kind.MESSAGE, 0, count);
    long[] sums = scratch.sent(count);
    if (how instanceof Summation.Each) {
      products(x, y, sums);
    } else {
      long[] products = scratch.products(x.rows() * x.words());
      products(x, y, products);
      Arrays.fill(sums, 0, count, 0);
      how.add(products, 0, sums, 0);
    }
    Bits shares = new Bits(z.rows(), z.words(), sums, reshare(sums, count));
    witness.multiplied(x, y, shares, how);
    z.set(shares);
  }

  /** Makes shares that each two parties have of sums that each has alone. */
  private long[] reshare(long[] sums, int count) {
    zeros.blind(sums, count);
    long[] received = scratch.received(count);
    links.rotate(sums, received, count);
    return received;
  }

  private static void products(Bits x, Bits y, long[] into) {
    for (int r = 0, k = 0; r < x.rows(); r++, k += x.words()) {
      products(x, x.at(r), y, y.at(r), into, k);
    }
  }

  private static void products(Bits x, int xAt, Bits y, int yAt, long[] into, int at) {
    long[] a = x.mine();
    long[] b = x.next();
    long[] c = y.mine();
    long[] d = y.next();
    for (int w = 0, words = x.words(); w < words; w++) {
      long e = c[yAt + w];
      into[at + w] = (a[xAt + w] & (e ^ d[yAt + w])) ^ (b[xAt + w] & e);
    }
  }
}
