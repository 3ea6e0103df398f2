package obscura.mpc.net;

/**
 * One party's four channels, with the run and step they are at. Party i's next is party (i + 1) %
 * 3. One thread, except {@link #suspend} and {@link #resume}.
 */
public final class Links {
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
  private long rounds;
  private long wordsSent;

  private Links(int party, Channel[] to, Channel[] from, Wiring wiring) {
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

  /** The links of three parties in one process. */
  public static Links[] inMemory() {
    Channel[] up = {new MemoryChannel(), new MemoryChannel(), new MemoryChannel()};
    Channel[] down = {new MemoryChannel(), new MemoryChannel(), new MemoryChannel()};
    Links[] links = new Links[3];
    for (int i = 0; i < 3; i++) {
      Channel[] to = {up[i], down[i]};
      Channel[] from = {down[(i + 1) % 3], up[(i + 2) % 3]};
      links[i] = new Links(i, to, from, new MemoryWiring());
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
    toPrevious.send(run, tag, send, count, deadlineNanos);
    pause.passIfResumed();
    fromNext.receive(run, tag, receive, count, deadlineNanos);
  }

  /** One round with both peers. */
  public void exchange(
      long[] sendNext, long[] sendPrevious, long[] fromNext, long[] fromPrevious, int count) {
    step(2 * count);
    toNext.send(run, tag, sendNext, count, deadlineNanos);
    toPrevious.send(run, tag, sendPrevious, count, deadlineNanos);
    pause.passIfResumed();
    this.fromNext.receive(run, tag, fromNext, count, deadlineNanos);
    this.fromPrevious.receive(run, tag, fromPrevious, count, deadlineNanos);
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
