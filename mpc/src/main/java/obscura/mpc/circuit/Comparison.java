package obscura.mpc.circuit;

import obscura.mpc.share.Bits;
import obscura.mpc.share.Rows;
import obscura.mpc.share.Scratch;

/**
 * One comparison at work, in {@link Blocks}. A block goes through its bits from the lowest: {@code
 * less = x = y ? less : y}, which is {@code y ^ (x ^ y ^ 1) & (less ^ y)}.
 */
final class Comparison {
  private final Gates gates;
  private final Scratch scratch;
  private final Rows x;
  private final Bits y;
  private final Blocks blocks;
  private final Bits result;
  private final int mark;
  private final Bits less;
  private final Bits equal;
  private final Bits left;
  private final Bits right;

  Comparison(Gates gates, Rows x, Bits y, Blocks blocks) {
    this.gates = gates;
    this.scratch = gates.scratch();
    this.x = x;
    this.y = y;
    this.blocks = blocks;
    this.result = scratch.take(2, y.words());
    this.mark = scratch.mark();
    int count = blocks.count();
    this.less = scratch.take(count, y.words()).clear();
    this.equal = scratch.take(count, y.words());
    this.left = scratch.take(2 * count, y.words());
    this.right = scratch.take(2 * count, y.words());
  }

  /** What the lower bits, of which there are none, are taken to say. */
  void startWith(Bits row) {
    less.set(0, row, 0);
  }

  /** Whether x is less. */
  Bits run() {
    for (int place = 0; place < Math.min(blocks.length(), blocks.bits()); place++) {
      step(place);
    }
    for (int count = blocks.count(); count > 1; count -= count / 2) {
      join(count);
    }
    result.set(0, less, 0);
    result.set(1, equal, 0);
    scratch.release(mark);
    return result.rows(0, 1);
  }

  /** Whether they are equal, if that was asked. */
  Bits equal() {
    return result.rows(1, 1);
  }

  /** The bit at the same place of each block. */
  private void step(int place) {
    int reaching = blocks.reaching(place);
    int first = blocks.firstEqual();
    for (int block = 0; block < reaching; block++) {
      int row = block * blocks.length() + place;
      left.set(block, y, row);
      x.xorRow(row, left, block);
      right.set(block, y, row);
      less.xorRow(block, right, block);
    }
    gates.flip(left, 0, reaching);
    int chains = Math.max(0, reaching - first);
    if (place == 0) {
      equal.rows(first, chains).set(left.rows(first, chains));
      chains = 0;
    }
    left.rows(reaching, chains).set(left.rows(first, chains));
    right.rows(reaching, chains).set(equal.rows(first, chains));
    Bits products = multiply(reaching + chains);
    for (int block = 0; block < reaching; block++) {
      less.set(block, products, block);
      y.xorRow(block * blocks.length() + place, less, block);
    }
    equal.rows(first, chains).set(products.rows(reaching, chains));
  }

  /** Each two neighbours become one: the higher decides unless it is equal. */
  private void join(int count) {
    int pairs = count / 2;
    int chains = pairs - blocks.firstEqual();
    for (int pair = 0; pair < pairs; pair++) {
      left.set(pair, equal, 2 * pair + 1);
      right.set(pair, less, 2 * pair);
    }
    for (int chain = 0; chain < chains; chain++) {
      int pair = chain + blocks.firstEqual();
      left.set(pairs + chain, equal, 2 * pair + 1);
      right.set(pairs + chain, equal, 2 * pair);
    }
    Bits products = multiply(pairs + chains);
    for (int pair = 0; pair < pairs; pair++) {
      less.set(pair, less, 2 * pair + 1);
      products.xorRow(pair, less, pair);
    }
    for (int chain = 0; chain < chains; chain++) {
      equal.set(chain + blocks.firstEqual(), products, pairs + chain);
    }
    if (count % 2 == 1) {
      less.set(pairs, less, count - 1);
      equal.set(pairs, equal, count - 1);
    }
  }

  private Bits multiply(int rows) {
    Bits products = left.rows(0, rows);
    gates.and(products, right.rows(0, rows), products);
    return products;
  }
}
