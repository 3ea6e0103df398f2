package obscura.engine.fix.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** Notices a client that asks for the same range again and again (1.6). Not thread-safe. */
final class ResendGuard {
  static final int IDENTICAL_MAX = 3;
  static final Duration WINDOW = Duration.ofSeconds(30);
  private static final int REMEMBERED_MAX = 100;

  private record Asked(Instant at, int begin, int end) {}

  private final ArrayDeque<Asked> recent = new ArrayDeque<>();

  /** Counts a ResendRequest; true if it is one too many. */
  boolean isLoop(Instant now, int begin, int end) {
    recent.removeIf(asked -> asked.at().isBefore(now.minus(WINDOW)));
    if (recent.size() == REMEMBERED_MAX) {
      recent.removeFirst();
    }
    recent.add(new Asked(now, begin, end));
    return recent.stream().filter(asked -> asked.begin() == begin && asked.end() == end).count()
        > IDENTICAL_MAX;
  }
}
