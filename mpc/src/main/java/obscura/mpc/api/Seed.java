package obscura.mpc.api;

import java.util.List;

/**
 * A third of the randomness of a draw, opened.
 *
 * @param bytes 32 random bytes
 * @param path the hashes from its leaf to the root of its tree, lowest first
 */
public record Seed(Handle bytes, List<Handle> path) {
  public Seed {
    path = List.copyOf(path);
  }
}
