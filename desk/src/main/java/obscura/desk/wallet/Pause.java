package obscura.desk.wallet;

import java.time.Duration;

/** How a command waits until the chain is further. */
interface Pause {
  /** Blocks for about this long. */
  void of(Duration time) throws InterruptedException;
}
