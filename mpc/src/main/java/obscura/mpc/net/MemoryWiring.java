package obscura.mpc.net;

import java.util.List;
import java.util.function.LongSupplier;

/** Inside one process the lines are always there. */
final class MemoryWiring implements Wiring {
  private static final int IDENTITY_BYTES = 32;

  private final List<MemoryChannel> lines;
  private LongSupplier run = () -> 0;

  /**
   * The wiring of one party.
   *
   * @param lines to and from it
   */
  MemoryWiring(List<MemoryChannel> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Says where to ask for the party's present run. */
  void serve(LongSupplier run) {
    this.run = run;
  }

  @Override
  public void connect(long epoch, long deadlineNanos) {}

  @Override
  public byte[] identity(int party) {
    byte[] identity = new byte[IDENTITY_BYTES];
    identity[0] = (byte) party;
    return identity;
  }

  @Override
  public void cut() {
    long over = run.getAsLong();
    lines.forEach(line -> line.cut(over));
  }

  @Override
  public void close() {}
}
