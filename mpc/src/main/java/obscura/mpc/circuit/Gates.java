package obscura.mpc.circuit;

import obscura.mpc.net.Links;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import obscura.mpc.share.ZeroShares;

/**
 * The gates of one party. XOR and NOT are local; an AND of whole matrices, or a sum of products,
 * costs one round and one bit per bit of its result (CCS 2016, section 3.1). One thread.
 */
public final class Gates {
  private final Links links;
  private final ZeroShares zeros;
  private final Witness witness;
  private long[] blinding = new long[1024];

  /** Gates that nobody checks. */
  public Gates(Links links, ZeroShares zeros) {
    this(links, zeros, Witness.NONE);
  }

  /** Gates whose every product is told to a witness. */
  public Gates(Links links, ZeroShares zeros, Witness witness) {
    this.links = links;
    this.zeros = zeros;
    this.witness = witness;
  }

  /** Has every product so far verified: to be called before anything is opened or kept. */
  public void verify() {
    witness.verify();
  }

  public int party() {
    return links.party();
  }

  /** The bitwise AND of two matrices of the same shape. One round. */
  public Bits and(Bits x, Bits y) {
    return multiply(x, y, new Summation.Each(x.rows() * x.words()), x.rows());
  }

  /** The bitwise AND of two words. One round. */
  public Word and(Word x, Word y) {
    return and(Bits.row(x), Bits.row(y)).word(0, 0);
  }

  /**
   * For every row of {@code x} the XOR of those of its lanes that are set in {@code row}: lane 0.
   */
  public Bits pick(Bits row, Bits x) {
    Summation how = new Summation.OfLanes(x.rows(), x.words());
    return multiply(row.repeat(x.rows()), x, how, x.rows());
  }

  /**
   * For every row of {@code x}, the AND with {@code row}, its blocks of {@code length} lanes XORed
   * into one. One round.
   */
  public Bits pickBlocks(Bits row, Bits x, int blocks, int length) {
    Summation how = new Summation.OfBlocks(x.rows(), x.words(), blocks, length);
    return multiply(row.repeat(x.rows()), x, how, x.rows());
  }

  /** {@code bit ? x : y} for every row, the bit of each lane in the single row. One round. */
  public Bits choose(Bits bit, Bits x, Bits y) {
    return and(bit.repeat(x.rows()), x.xor(y)).xor(y);
  }

  public Bits not(Bits x) {
    Bits result = new Bits(x.rows(), x.words(), x.mine().clone(), x.next().clone());
    flip(result, 0, x.rows());
    return result;
  }

  /** Negates some rows in place. */
  public void flip(Bits x, int fromRow, int count) {
    long[] share = shareOfConstants(x);
    if (share.length > 0) {
      for (int k = fromRow * x.words(); k < (fromRow + count) * x.words(); k++) {
        share[k] = ~share[k];
      }
    }
  }

  /** XORs a public word into one word of a row, in place. */
  public void flip(Bits x, int row, int word, long value) {
    long[] share = shareOfConstants(x);
    if (share.length > 0) {
      share[row * x.words() + word] ^= value;
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

  private Bits multiply(Bits x, Bits y, Summation how, int rows) {
    long[] products = products(x, y);
    long[] sums = products;
    if (!(how instanceof Summation.Each)) {
      sums = new long[how.words()];
      how.add(products, 0, sums, 0);
    }
    Bits z = reshare(sums, rows, rows == 0 ? 0 : how.words() / rows);
    witness.multiplied(x, y, z, how);
    return z;
  }

  private static long[] products(Bits x, Bits y) {
    if (x.rows() != y.rows() || x.words() != y.words()) {
      throw new IllegalArgumentException(x + " and " + y);
    }
    long[] a = x.mine();
    long[] b = x.next();
    long[] c = y.mine();
    long[] d = y.next();
    long[] result = new long[a.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = (a[k] & (c[k] ^ d[k])) ^ (b[k] & c[k]);
    }
    return result;
  }

  private Bits reshare(long[] values, int rows, int words) {
    int count = rows * words;
    if (blinding.length < count) {
      blinding = new long[2 * count];
    }
    zeros.fill(blinding, count);
    for (int k = 0; k < count; k++) {
      values[k] ^= blinding[k];
    }
    long[] received = new long[count];
    links.rotate(values, received, count);
    return new Bits(rows, words, values, received);
  }
}
