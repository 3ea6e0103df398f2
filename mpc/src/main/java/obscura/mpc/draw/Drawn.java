package obscura.mpc.draw;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;
import obscura.mpc.share.Commitment;
import obscura.mpc.verify.Permutation;

/**
 * The order that three seeds give a batch: Fisher and Yates's shuffle under the hash of the seeds'
 * exclusive or and of the batch's root. Anybody can compute it again; nobody needs to be trusted
 * for that.
 */
public final class Drawn {
  private static final String LABEL = "OBSCURA-ORDER-v1";

  private Drawn() {}

  /**
   * The places of a batch in the order drawn.
   *
   * @param seeds three
   * @param batch the digest of what is put in order
   * @param size how many there are
   */
  public static List<Integer> order(List<Seed> seeds, Handle batch, int size) {
    byte[] seed = new byte[Handle.BYTES];
    for (Seed one : seeds) {
      byte[] bytes = one.bytes().bytes();
      for (int k = 0; k < seed.length; k++) {
        seed[k] ^= bytes[k];
      }
    }
    MessageDigest sha = Commitment.sha256();
    sha.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    sha.update(seed);
    sha.update(batch.bytes());
    return IntStream.of(Permutation.of(sha.digest(), 0, size)).boxed().toList();
  }

  /** The roots of the trees that the seeds of an order come from, by their paths. */
  public static List<Handle> roots(Outcome.Permuted permuted) {
    return permuted.seeds().stream().map(seed -> SeedTree.root(permuted.leaf(), seed)).toList();
  }

  /**
   * Whether an order is the one that the published trees give the batch.
   *
   * @param roots of the three trees, as published before the batch was fixed
   */
  public static boolean proves(
      List<Handle> roots, Handle batch, int size, Outcome.Permuted permuted) {
    if (roots.size() != 3 || permuted.seeds().size() != 3) {
      return false;
    }
    for (int tree = 0; tree < 3; tree++) {
      if (!SeedTree.proves(roots.get(tree), permuted.leaf(), permuted.seeds().get(tree))) {
        return false;
      }
    }
    return permuted.order().equals(order(permuted.seeds(), batch, size));
  }
}
