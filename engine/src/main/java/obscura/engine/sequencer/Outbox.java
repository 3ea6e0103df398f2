package obscura.engine.sequencer;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Events that not every consumer has finished, in order, as bytes. Part of the replicated state:
 * the same on every member, and in snapshots.
 */
final class Outbox {
  /** An event and its number, from 1, without gaps. */
  record Entry(long position, byte[] bytes) {}

  private final NavigableMap<Long, Entry> entries = new TreeMap<>();
  private final Map<String, Long> progress = new LinkedHashMap<>();
  private long last;

  /**
   * @param consumers names of all that must finish an event before it is let go
   */
  Outbox(List<String> consumers) {
    consumers.forEach(name -> progress.put(name, 0L));
  }

  long append(byte[] event) {
    entries.put(++last, new Entry(last, event));
    return last;
  }

  void finished(String consumer, long position) {
    progress.computeIfPresent(consumer, (name, before) -> Math.max(before, position));
    long done = progress.values().stream().mapToLong(Long::longValue).min().orElse(0);
    entries.headMap(done, true).clear();
  }

  /** Entries above a position. */
  Iterator<Entry> after(long position) {
    return entries.tailMap(position, false).values().iterator();
  }

  long last() {
    return last;
  }

  Map<String, Long> progress() {
    return progress;
  }

  /** Takes over what a snapshot held. */
  void restore(long lastPosition, Map<String, Long> consumers, List<Entry> kept) {
    last = lastPosition;
    consumers.forEach((name, position) -> progress.computeIfPresent(name, (n, p) -> position));
    entries.clear();
    kept.forEach(entry -> entries.put(entry.position(), entry));
  }
}
