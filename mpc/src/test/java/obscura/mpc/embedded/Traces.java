package obscura.mpc.embedded;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import obscura.mpc.share.Accesses;

/** What each party touches and sends. */
final class Traces implements Accesses.Observer {
  private final Map<String, Trace> traces = new ConcurrentHashMap<>();

  @Override
  public void touched(Accesses.Kind kind, int at, int count) {
    String name = Thread.currentThread().getName();
    if (name.startsWith("mpc-")) {
      traces.computeIfAbsent(name, n -> new Trace()).add(kind, at, count);
    }
  }

  void begin() {
    traces.clear();
  }

  Map<String, long[]> end() {
    Map<String, long[]> all = new ConcurrentHashMap<>();
    traces.forEach((name, trace) -> all.put(name, trace.entries()));
    return all;
  }

  private static final class Trace {
    private long[] entries = new long[1 << 14];
    private int count;

    void add(Accesses.Kind kind, int at, int length) {
      if (count == entries.length) {
        entries = Arrays.copyOf(entries, 2 * count);
      }
      long what = kind.name().charAt(0);
      entries[count++] = what << 56 | (long) at << 28 | length;
    }

    long[] entries() {
      return Arrays.copyOf(entries, count);
    }
  }
}
