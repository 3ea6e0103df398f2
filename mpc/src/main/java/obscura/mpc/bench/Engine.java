package obscura.mpc.bench;

import obscura.mpc.api.MpcEngine;

/** An engine that runs for the bench, with what can be seen of its party 0. One thread. */
interface Engine extends AutoCloseable {
  /**
   * What party 0 spent on one job.
   *
   * @param bytes sent
   * @param triples words of triples used
   */
  record Cost(long rounds, long bytes, long triples) {}

  /** The venue's view of it. */
  MpcEngine port();

  /** The cost of the one job that {@code job} executes. */
  Cost costOf(Runnable job);

  /** Words of verified triples in the pool. */
  long triplesReady();

  /** Whether all parties are in this process, so that what it allocates is theirs. */
  boolean isHere();

  @Override
  void close();
}
