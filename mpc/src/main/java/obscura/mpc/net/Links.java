package obscura.mpc.net;

import java.util.List;

/**
 * One party's four channels, with the run and step they are at. Party i's next is party (i + 1) %
 * 3. One thread, except {@link #suspend} and {@link #resume}.
 */
public final class Links {
  /** So long that only the run's own deadline counts. */
  public static final long ANY_PATIENCE = 1L << 62;

  private final int party;
  private final Channel toNext;
  private final Channel toPrevious;
  private final Channel fromNext;
  private final Channel fromPrevious;
  private final Wiring wiring;
  private final Pause pause = new Pause();
  private long run;
  private long tag;
  private long deadlineNanos;
  private long patienceNanos = ANY_PATIENCE;
  private long rounds;
  private long wordsSent;

  Links(int party, Channel[] to, Channel[] from, Wiring wiring) {
    this.party = party;
    this.toNext = to[0];
    this.toPrevious = to[1];
    this.fromNext = from[0];
    this.fromPrevious = from[1];
    this.wiring = wiring;
  }

  /** Links over lines that carry messages both ways, one to the next party, one to the previous. */
  Links(int party, Channel next, Channel previous, Wiring wiring) {
    this(party, new Channel[] {next, previous}, new Channel[] {next, previous}, wiring);
  }

  /** What stands between a party and one of its channels. */
  interface Gate {
    /**
     * The channel as the sender sees it.
     *
     * @param up whether it leads to the next party, not to the previous
     */
    Channel sending(int party, boolean up, Channel channel);
  }

  /** The links of three parties in one process. */
  public static Links[] inMemory() {
    return inMemory((party, up, channel) -> channel);
  }

  static Links[] inMemory(Gate gate) {
    MemoryChannel[] up = {new MemoryChannel(), new MemoryChannel(), new MemoryChannel()};
    MemoryChannel[] down = {new MemoryChannel(), new MemoryChannel(), new MemoryChannel()};
    Links[] links = new Links[3];
    for (int i = 0; i < 3; i++) {
      MemoryChannel fromNext = down[(i + 1) % 3];
      MemoryChannel fromPrevious = up[(i + 2) % 3];
      MemoryWiring wiring = new MemoryWiring(List.of(up[i], down[i], fromNext, fromPrevious));
      Channel[] to = {gate.sending(i, true, up[i]), gate.sending(i, false, down[i])};
      Links made = new Links(i, to, new Channel[] {fromNext, fromPrevious}, wiring);
      wiring.serve(() -> made.run);
      links[i] = made;
    }
    return links;
  }

  public int party() {
    return party;
  }

  /** Fresh lines for an epoch. */
  public void connect(long epoch, long deadlineNanos) {
    pause.passIfResumed();
    wiring.connect(epoch, deadlineNanos);
  }

  /** 32 bytes that stand for a party, as the lines have authenticated it. */
  public byte[] identity(int party) {
    return wiring.identity(party);
  }

  /** Cuts the lines until the next epoch, where a run was abandoned. */
  public void cut() {
    wiring.cut();
  }

  /** Ends for good. Any thread. */
  public void close() {
    wiring.close();
  }

  /**
   * Starts a run.
   *
   * @param run higher than all before
   * @param content what the parties must agree on, e.g. part of the job's digest
   */
  public void start(long run, long content, long deadlineNanos) {
    start(run, content, deadlineNanos, ANY_PATIENCE);
  }

  /**
   * Starts a run that may take long though each message comes soon.
   *
   * @param patienceNanos how long one message is awaited at most
   */
  public void start(long run, long content, long deadlineNanos, long patienceNanos) {
    this.patienceNanos = patienceNanos;
    this.run = run;
    this.tag = content;
    this.deadlineNanos = deadlineNanos;
    rounds = 0;
    wordsSent = 0;
    fromNext.dropBefore(run);
    fromPrevious.dropBefore(run);
  }

  /** One round around the ring: sends to the previous party, receives as much from the next. */
  public void rotate(long[] send, long[] receive, int count) {
    step(count);
    long until = until();
    toPrevious.send(run, tag, send, count, until);
    pause.passIfResumed();
    receive(fromNext, next(), receive, count, until);
  }

  /** One round with both peers. */
  public void exchange(
      long[] sendNext, long[] sendPrevious, long[] fromNext, long[] fromPrevious, int count) {
    around(sendNext, fromPrevious, count, sendPrevious, fromNext, count);
  }

  /** One round in which other amounts travel up the ring (to the next party) than down. */
  public void around(
      long[] sendNext,
      long[] fromPrevious,
      int countUp,
      long[] sendPrevious,
      long[] fromNext,
      int countDown) {
    step(countUp + countDown);
    long until = until();
    toNext.send(run, tag, sendNext, countUp, until);
    toPrevious.send(run, tag, sendPrevious, countDown, until);
    pause.passIfResumed();
    receive(this.fromNext, next(), fromNext, countDown, until);
    receive(this.fromPrevious, previous(), fromPrevious, countUp, until);
  }

  /** The number of the next party. */
  public int next() {
    return (party + 1) % 3;
  }

  /** The number of the previous party. */
  public int previous() {
    return (party + 2) % 3;
  }

  /** The two others: whom this party suspects when what they say does not fit together. */
  public List<Integer> others() {
    return List.of(next(), previous());
  }

  private void receive(Channel from, int peer, long[] words, int count, long until) {
    try {
      from.receive(run, tag, words, count, until);
    } catch (PeersDifferException e) {
      throw new PeersDifferException("party " + peer + ": " + e.getMessage(), List.of(party, peer));
    }
  }

  private long until() {
    long limit = System.nanoTime() + patienceNanos;
    return limit - deadlineNanos < 0 ? limit : deadlineNanos;
  }

  private void step(int words) {
    tag++;
    rounds++;
    wordsSent += words;
    pause.passIfResumed();
  }

  /** Rounds since the start of the run. */
  public long rounds() {
    return rounds;
  }

  /** Words sent since the start of the run. */
  public long wordsSent() {
    return wordsSent;
  }

  /** Holds this party's thread at its next message until {@link #resume}, as if it were away. */
  public void suspend() {
    pause.suspend();
  }

  public void resume() {
    pause.resume();
  }

  /** Blocks while suspended. */
  public void passIfResumed() {
    pause.passIfResumed();
  }
}
