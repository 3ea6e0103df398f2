package obscura.mpc.receipt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.share.Commitment;

/**
 * The Merkle tree over the quotes of a set: SHA-256, leaves and nodes with labels of their own, 64
 * leaves or, if there are more quotes, the next power of two. Places without a quote hold hashes of
 * a padding that makers do not know, so a maker with its path cannot tell how many came after it,
 * up to that power of two.
 */
public final class SetTree {
  /** The least number of leaves. */
  public static final int LEAVES_MIN = 64;

  /** The longest path that is believed: 2^20 quotes. */
  static final int PATH_MAX = 20;

  private static final int PATH_MIN = 6;

  /** Levels from the leaves up; the last one is the root alone. */
  private final List<List<Handle>> levels = new ArrayList<>();

  /**
   * A tree.
   *
   * @param quotes handles in the order of admission
   * @param padding 32 bytes
   */
  public SetTree(List<Handle> quotes, Handle padding) {
    int leaves = Math.max(LEAVES_MIN, Integer.highestOneBit(Math.max(1, 2 * quotes.size() - 1)));
    List<Handle> level = new ArrayList<>();
    for (int k = 0; k < leaves; k++) {
      level.add(k < quotes.size() ? leaf(quotes.get(k)) : empty(padding, k));
    }
    levels.add(level);
    while (level.size() > 1) {
      List<Handle> above = new ArrayList<>();
      for (int k = 0; k < level.size(); k += 2) {
        above.add(node(level.get(k), level.get(k + 1)));
      }
      level = above;
      levels.add(level);
    }
  }

  public Handle root() {
    return levels.getLast().getFirst();
  }

  /** What a maker needs beside its handle to come to the root: the siblings, lowest first. */
  public List<Handle> path(int leaf) {
    List<Handle> path = new ArrayList<>();
    for (int level = 0; level + 1 < levels.size(); level++) {
      path.add(levels.get(level).get((leaf >> level) ^ 1));
    }
    return path;
  }

  /** Whether this quote is this leaf under this root. */
  static boolean isUnder(Handle root, Handle quote, int leaf, List<Handle> path) {
    if (path.size() < PATH_MIN || path.size() > PATH_MAX || leaf < 0 || leaf >> path.size() != 0) {
      return false;
    }
    Handle at = leaf(quote);
    for (int level = 0; level < path.size(); level++) {
      Handle sibling = path.get(level);
      at = ((leaf >> level) & 1) == 0 ? node(at, sibling) : node(sibling, at);
    }
    return at.equals(root);
  }

  private static Handle leaf(Handle quote) {
    return hash("OBSCURA-SET-QUOTE-v1", quote.bytes());
  }

  private static Handle empty(Handle padding, int place) {
    byte[] number = ByteBuffer.allocate(Integer.BYTES).putInt(place).array();
    return hash("OBSCURA-SET-EMPTY-v1", padding.bytes(), number);
  }

  private static Handle node(Handle left, Handle right) {
    return hash("OBSCURA-SET-NODE-v1", left.bytes(), right.bytes());
  }

  private static Handle hash(String label, byte[]... parts) {
    MessageDigest sha = Commitment.sha256();
    sha.update(label.getBytes(StandardCharsets.US_ASCII));
    for (byte[] part : parts) {
      sha.update(part);
    }
    return Handle.of(sha.digest());
  }
}
