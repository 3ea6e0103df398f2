package obscura.mpc.draw;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Seed;
import obscura.mpc.share.Commitment;

/**
 * The seeds of one pair of parties for one epoch, {@link #LEAVES} of 32 bytes from HMAC-SHA256
 * under a key that only the two have, and the hash tree over them (Merkle 1987; leaves and nodes
 * hashed apart as in RFC 6962). The root is published before anything is drawn, so no seed can be
 * changed afterwards. Immutable.
 */
public final class SeedTree {
  /** Draws of one epoch. */
  public static final int LEAVES = 1024;

  /** Hashes in a path. */
  public static final int DEPTH = 10;

  private static final String LABEL = "OBSCURA-DRAW-v1";
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final List<Handle> seeds = new ArrayList<>();
  private final List<List<Handle>> levels = new ArrayList<>();

  /**
   * From the pair's key.
   *
   * @param key 32 bytes, of this epoch and for nothing else
   */
  public SeedTree(byte[] key) {
    Mac mac = mac(key);
    List<Handle> level = new ArrayList<>();
    for (int leaf = 0; leaf < LEAVES; leaf++) {
      mac.update(LABEL.getBytes(StandardCharsets.US_ASCII));
      seeds.add(Handle.of(mac.doFinal(ByteBuffer.allocate(4).putInt(leaf).array())));
      level.add(hash(leaf, seeds.get(leaf)));
    }
    levels.add(level);
    while (level.size() > 1) {
      List<Handle> above = new ArrayList<>();
      for (int k = 0; k < level.size(); k += 2) {
        above.add(hash(level.get(k), level.get(k + 1)));
      }
      levels.add(above);
      level = above;
    }
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC", e);
    }
  }

  public Handle root() {
    return levels.getLast().getFirst();
  }

  /** A seed with what proves it against the root. */
  public Seed seed(int leaf) {
    List<Handle> path = new ArrayList<>();
    for (int depth = 0; depth < DEPTH; depth++) {
      path.add(levels.get(depth).get((leaf >>> depth) ^ 1));
    }
    return new Seed(seeds.get(leaf), path);
  }

  /** Whether a seed stands at this leaf of the tree with this root. */
  public static boolean proves(Handle root, int leaf, Seed seed) {
    return leaf >= 0
        && leaf < LEAVES
        && seed.path().size() == DEPTH
        && root(leaf, seed).equals(root);
  }

  /** The root of the tree in which a seed stands at this leaf, by its path. */
  static Handle root(int leaf, Seed seed) {
    Handle at = hash(leaf, seed.bytes());
    for (int depth = 0; depth < seed.path().size(); depth++) {
      Handle other = seed.path().get(depth);
      at = (leaf >>> depth & 1) == 0 ? hash(at, other) : hash(other, at);
    }
    return at;
  }

  private static Handle hash(int leaf, Handle seed) {
    MessageDigest sha = Commitment.sha256();
    sha.update(LEAF);
    sha.update(ByteBuffer.allocate(4).putInt(leaf).flip());
    return Handle.of(sha.digest(seed.bytes()));
  }

  private static Handle hash(Handle left, Handle right) {
    MessageDigest sha = Commitment.sha256();
    sha.update(NODE);
    sha.update(left.bytes());
    return Handle.of(sha.digest(right.bytes()));
  }
}
