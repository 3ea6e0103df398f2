package obscura.mpc.net;

/** Lays a party's lines to its two peers. One thread, except {@link #close}. */
public interface Wiring {
  /**
   * Replaces the lines by fresh ones for an epoch; the others do the same.
   *
   * @throws PeerSilentException if a peer does not come until the deadline
   */
  void connect(long epoch, long deadlineNanos);

  /** 32 bytes that stand for a party: what its lines have authenticated. */
  byte[] identity(int party);

  /** Cuts the lines until the next epoch: the peers learn at once that this one is over. */
  void cut();

  /** Ends for good; whoever waits at one is released. Any thread. */
  void close();
}
