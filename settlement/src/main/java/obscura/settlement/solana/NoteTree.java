package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Hash;

/** The tree over the leaves of one batch: node = SHA-256(1 ‖ left ‖ right), missing leaves zero. */
public final class NoteTree {
  /** Most leaves of a batch. */
  public static final int LEAVES_MAX = 1024;

  private static final byte[] NODE = {1};

  private final List<List<byte[]>> levels = new ArrayList<>();

  /**
   * Builds the tree.
   *
   * @throws IllegalArgumentException if there is no leaf, or more than 1,024
   */
  public NoteTree(List<byte[]> leaves) {
    if (leaves.isEmpty() || leaves.size() > LEAVES_MAX) {
      throw new IllegalArgumentException("1 to 1024 leaves, not " + leaves.size());
    }
    List<byte[]> level = new ArrayList<>(leaves);
    while (Integer.bitCount(level.size()) != 1) {
      level.add(new byte[32]);
    }
    levels.add(level);
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(Hash.sha256(NODE, level.get(i), level.get(i + 1)));
      }
      levels.add(above);
      level = above;
    }
  }

  /** The root. */
  public byte[] root() {
    return levels.getLast().getFirst().clone();
  }

  /** The brothers from a leaf up to the root's children. */
  public List<byte[]> path(int index) {
    List<byte[]> path = new ArrayList<>();
    for (int level = 0; level < levels.size() - 1; level++) {
      path.add(levels.get(level).get((index >> level) ^ 1));
    }
    return path;
  }
}
