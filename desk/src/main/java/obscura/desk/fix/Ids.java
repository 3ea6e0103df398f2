package obscura.desk.fix;

import java.util.concurrent.atomic.AtomicLong;

/** Ids that are new for the week: a letter, the start of this client in base 36, and a counter. */
final class Ids {
  private final String start = Long.toString(System.currentTimeMillis(), 36);
  private final AtomicLong counter = new AtomicLong();

  String next(char kind) {
    return kind + "-" + start + "-" + counter.incrementAndGet();
  }
}
