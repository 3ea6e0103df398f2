package obscura.settlement.note;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Bytes;

/** The Merkle tree over the leaves of one batch; missing leaves are 32 zero bytes. */
public final class NoteTree {
  /** Most leaves of a tree. */
  public static final int NOTES_MAX = 1 << 10;

  private final List<List<Bytes>> levels;

  private NoteTree(List<List<Bytes>> levels) {
    this.levels = levels;
  }

  /**
   * Builds it, ceil(log2 n) deep.
   *
   * @throws IllegalArgumentException if there are no or more than 1,024 leaves
   */
  public static NoteTree of(Vault vault, List<Bytes> leaves) {
    if (leaves.isEmpty() || leaves.size() > NOTES_MAX) {
      throw new IllegalArgumentException("a tree has 1 to 1,024 leaves, not " + leaves.size());
    }
    List<List<Bytes>> levels = new ArrayList<>();
    List<Bytes> level = new ArrayList<>(leaves);
    while (Integer.bitCount(level.size()) != 1) {
      level.add(Bytes.zeros(Vault.HASH_BYTES));
    }
    levels.add(level);
    while (level.size() > 1) {
      List<Bytes> parents = new ArrayList<>(level.size() / 2);
      for (int i = 0; i < level.size(); i += 2) {
        parents.add(vault.node(level.get(i), level.get(i + 1)));
      }
      level = parents;
      levels.add(level);
    }
    return new NoteTree(levels);
  }

  /** What the vault stores. */
  public Bytes root() {
    return levels.getLast().getFirst();
  }

  /** The siblings from a leaf up. */
  public List<Bytes> path(int index) {
    List<Bytes> path = new ArrayList<>();
    for (int level = 0; level < levels.size() - 1; level++) {
      path.add(levels.get(level).get((index >> level) ^ 1));
    }
    return path;
  }

  /** Is the leaf at this index of the tree with this root? As the vaults check it. */
  public static boolean holds(Vault vault, Bytes root, int index, Bytes leaf, List<Bytes> path) {
    if (index < 0 || path.size() > Integer.numberOfTrailingZeros(NOTES_MAX)) {
      return false;
    }
    Bytes node = leaf;
    for (int level = 0; level < path.size(); level++) {
      Bytes sibling = path.get(level);
      boolean right = (index >> level & 1) == 1;
      node = right ? vault.node(sibling, node) : vault.node(node, sibling);
    }
    return index >> path.size() == 0 && node.equals(root);
  }
}
