package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;
import obscura.mpc.draw.SeedTree;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;

/**
 * What one party draws orders of batches with, for one epoch ({@code trust.md} 4): the seed trees
 * of its two pairs, and the root of the third, whose seeds it does not know. Trees come from keys
 * of the epoch, so no seed is there again after a crash; within the epoch each attempt takes the
 * next leaf, whether it succeeds or not. One thread.
 */
final class Draws {
  private static final String LABEL = "OBSCURA-DRAW-OF-v1";
  private static final int HASH_WORDS = 4;
  private static final int SEED_WORDS = HASH_WORDS * (1 + SeedTree.DEPTH);

  private final Links links;
  private final SeedTree own;
  private final SeedTree next;
  private final List<Handle> roots;
  private int used;

  private Draws(Links links, SeedTree own, SeedTree next, List<Handle> roots) {
    this.links = links;
    this.own = own;
    this.next = next;
    this.roots = roots;
  }

  /**
   * Publishes the roots among the three. One round.
   *
   * @param ownKey known to this party and the one before
   * @param nextKey known to the next party and this one
   */
  static Draws agree(Links links, byte[] ownKey, byte[] nextKey) {
    SeedTree own = new SeedTree(ownKey);
    SeedTree next = new SeedTree(nextKey);
    long[] told = new long[HASH_WORDS];
    long[] again = new long[HASH_WORDS];
    links.exchange(words(own.root()), words(next.root()), told, again, HASH_WORDS);
    if (!Arrays.equals(told, again)) {
      throw new PeersDifferException("two parties publish different seeds", links.others());
    }
    Handle[] roots = new Handle[3];
    roots[links.party()] = own.root();
    roots[links.next()] = next.root();
    roots[links.previous()] = handle(told, 0);
    return new Draws(links, own, next, List.of(roots));
  }

  /** The roots of the three trees, by the number of the party whose own it is. */
  List<Handle> roots() {
    return roots;
  }

  /**
   * Compares the batch, then opens the seeds of a leaf and puts the batch in order. Two rounds.
   *
   * @throws PeerSilentException if all leaves of the epoch were used: another epoch has others
   */
  Outcome.Permuted of(Job.RandomPermutation job) {
    if (used == SeedTree.LEAVES) {
      throw new PeerSilentException("the seeds of this epoch are used up");
    }
    int leaf = used++;
    requireSame(job, leaf);
    Seed mine = own.seed(leaf);
    Seed shared = next.seed(leaf);
    long[] fromNext = new long[SEED_WORDS];
    long[] fromPrevious = new long[SEED_WORDS];
    links.exchange(words(mine), words(shared), fromNext, fromPrevious, SEED_WORDS);
    Seed third = proved(fromNext, leaf, links.next());
    Seed again = proved(fromPrevious, leaf, links.previous());
    if (!third.equals(again)) {
      throw new PeersDifferException("two copies of a seed differ", links.others());
    }
    Seed[] seeds = new Seed[3];
    seeds[links.party()] = mine;
    seeds[links.next()] = shared;
    seeds[links.previous()] = third;
    List<Seed> all = List.of(seeds);
    return new Outcome.Permuted(Drawn.order(all, job.batch(), job.size()), leaf, all);
  }

  /** Nobody opens a seed before all three have the same batch and mean the same leaf. */
  private void requireSame(Job.RandomPermutation job, int leaf) {
    MessageDigest sha = Commitment.sha256();
    sha.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    roots.forEach(root -> sha.update(root.bytes()));
    sha.update(job.batch().bytes());
    sha.update(
        ByteBuffer.allocate(16).putLong(job.number()).putInt(job.size()).putInt(leaf).flip());
    long[] said = words(Handle.of(sha.digest()));
    long[] told = new long[HASH_WORDS];
    long[] again = new long[HASH_WORDS];
    links.exchange(said, said, told, again, HASH_WORDS);
    if (!Arrays.equals(said, told) || !Arrays.equals(said, again)) {
      throw new PeersDifferException("the parties draw for different batches", links.others());
    }
  }

  private Seed proved(long[] words, int leaf, int from) {
    List<Handle> path = new ArrayList<>();
    for (int k = 1; k <= SeedTree.DEPTH; k++) {
      path.add(handle(words, k));
    }
    Seed seed = new Seed(handle(words, 0), path);
    if (!SeedTree.proves(roots.get(links.previous()), leaf, seed)) {
      throw new PeersDifferException(
          "party " + from + " opens another seed than was published", List.of(links.party(), from));
    }
    return seed;
  }

  private static long[] words(Seed seed) {
    long[] words = new long[SEED_WORDS];
    put(words, 0, seed.bytes());
    for (int k = 0; k < SeedTree.DEPTH; k++) {
      put(words, k + 1, seed.path().get(k));
    }
    return words;
  }

  private static long[] words(Handle hash) {
    long[] words = new long[HASH_WORDS];
    put(words, 0, hash);
    return words;
  }

  private static void put(long[] words, int place, Handle h) {
    int at = place * HASH_WORDS;
    words[at] = h.a();
    words[at + 1] = h.b();
    words[at + 2] = h.c();
    words[at + 3] = h.d();
  }

  private static Handle handle(long[] words, int place) {
    int at = place * HASH_WORDS;
    return new Handle(words[at], words[at + 1], words[at + 2], words[at + 3]);
  }
}
