package obscura.mpc.net;

import java.time.Duration;
import java.util.List;

/** The links of three parties in one process that are as slow as a network: for measurements. */
public final class SlowLinks {
  private SlowLinks() {}

  /**
   * Lines on which every message arrives no earlier than so long after it was sent, however many
   * are under way; their size costs nothing.
   *
   * @param oneWay half of a round trip
   */
  public static Links[] inMemory(Duration oneWay) {
    Channel[] up = new Channel[3];
    Channel[] down = new Channel[3];
    for (int k = 0; k < 3; k++) {
      up[k] = new DelayedChannel(new MemoryChannel(), oneWay.toNanos());
      down[k] = new DelayedChannel(new MemoryChannel(), oneWay.toNanos());
    }
    Links[] links = new Links[3];
    for (int i = 0; i < 3; i++) {
      Channel[] to = {up[i], down[i]};
      Channel[] from = {down[(i + 1) % 3], up[(i + 2) % 3]};
      links[i] = new Links(i, to, from, new MemoryWiring(List.of()));
    }
    return links;
  }
}
