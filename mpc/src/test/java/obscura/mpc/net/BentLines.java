package obscura.mpc.net;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of three parties in one process, of which one party bends what it sends. A message is
 * known by the place in the code that sends it, such as {@code Gates.reshare}.
 */
public final class BentLines {
  /** What becomes of a message. */
  public enum Bend {
    FLIP,
    /** Every bit, and the cheater goes on as if that were right: only the products tell. */
    LIE,
    SWAP,
    TRUNCATE,
    REPEAT,
    REPLAY,
    REORDER,
    DROP,
    DELAY
  }

  /**
   * Which message is bent, and how.
   *
   * @param party the one that cheats
   * @param kind a part of the message's kind
   * @param up whether what goes to the next party is bent, not what goes to the previous
   * @param skip how many messages of this kind go unbent first
   */
  public record Plan(int party, String kind, boolean up, Bend bend, int skip) {}

  private static final long DELAY_MILLIS = 20;
  private static final StackWalker WALKER = StackWalker.getInstance();

  /** Kinds of messages that were seen. */
  public final Set<String> seen = new TreeSet<>();

  private volatile @Nullable Plan plan;
  private volatile boolean done;
  private final AtomicInteger skipped = new AtomicInteger();
  private volatile Runnable whenBent = () -> {};

  /** Bends the next message that fits, once. */
  public void arm(Plan plan, Runnable whenBent) {
    this.done = false;
    this.skipped.set(0);
    this.whenBent = whenBent;
    this.plan = plan;
  }

  /** Bends nothing any more: the party is replaced. */
  public void disarm() {
    plan = null;
  }

  /** Whether a message was bent since {@link #arm}. */
  public boolean bent() {
    return done;
  }

  /**
   * Links of three parties, one of which alters whatever it wants.
   *
   * @param alteration told the kind of a message and its words, which it may change
   */
  public static Links[] altered(int cheater, BiConsumer<String, long[]> alteration) {
    return Links.inMemory(
        (party, up, channel) -> party == cheater ? new Altered(channel, alteration) : channel);
  }

  private record Altered(Channel channel, BiConsumer<String, long[]> alteration)
      implements Channel {
    @Override
    public void send(long run, long tag, long[] words, int count, long deadlineNanos) {
      long[] copy = Arrays.copyOf(words, count);
      alteration.accept(kind(), copy);
      channel.send(run, tag, copy, count, deadlineNanos);
    }

    @Override
    public void receive(long run, long tag, long[] words, int count, long deadlineNanos) {
      channel.receive(run, tag, words, count, deadlineNanos);
    }

    @Override
    public void dropBefore(long run) {
      channel.dropBefore(run);
    }
  }

  /** The links over these lines. */
  public Links[] links() {
    return Links.inMemory(Line::new);
  }

  private static String kind() {
    Predicate<StackWalker.StackFrame> outside =
        frame -> !frame.getClassName().startsWith("obscura.mpc.net.");
    return WALKER.walk(frames ->
        frames
            .filter(outside)
            .findFirst()
            .map(f -> f.getClassName().replaceAll(".*\\.", "") + "." + f.getMethodName())
            .orElse("?"));
  }

  private final class Line implements Channel {
    private final int party;
    private final boolean up;
    private final Channel channel;
    private long[] last = {};
    private long @Nullable [] held;

    Line(int party, boolean up, Channel channel) {
      this.party = party;
      this.up = up;
      this.channel = channel;
    }

    @Override
    public void send(long run, long tag, long[] words, int count, long deadlineNanos) {
      Plan now = plan;
      if (now == null) {
        channel.send(run, tag, words, count, deadlineNanos);
        return;
      }
      String kind = kind();
      synchronized (seen) {
        seen.add(kind);
      }
      long[] copy = Arrays.copyOf(words, count);
      if (now.party() == party && now.up() == up && kind.contains(now.kind()) && !done) {
        if (skipped.getAndIncrement() >= now.skip()) {
          done = true;
          whenBent.run();
          if (now.bend() == Bend.LIE) {
            Arrays.setAll(copy, k -> ~copy[k]);
            System.arraycopy(copy, 0, words, 0, count);
          }
          bend(now.bend(), run, tag, copy, deadlineNanos);
          last = copy;
          return;
        }
      }
      channel.send(run, tag, copy, count, deadlineNanos);
      long[] late = held;
      if (late != null) {
        held = null;
        channel.send(run, tag - 1, late, late.length, deadlineNanos);
      }
      last = copy;
    }

    private void bend(Bend bend, long run, long tag, long[] words, long deadlineNanos) {
      int count = words.length;
      switch (bend) {
        case FLIP -> words[count / 2] ^= 1;
        case LIE -> {}
        case SWAP -> {
          long first = words[0];
          words[0] = words[count - 1] ^ (count == 1 ? 1 : 0);
          words[count - 1] = first;
        }
        case TRUNCATE -> count--;
        case REPLAY -> {
          for (int k = 0; k < count; k++) {
            words[k] = last.length == 0 ? ~words[k] : last[k % last.length];
          }
        }
        case REPEAT -> channel.send(run, tag, words, count, deadlineNanos);
        case REORDER -> held = words;
        case DELAY -> sleep();
        case DROP -> {}
      }
      if (bend != Bend.DROP && bend != Bend.REORDER) {
        channel.send(run, tag, words, count, deadlineNanos);
      }
    }

    private static void sleep() {
      try {
        Thread.sleep(DELAY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void receive(long run, long tag, long[] words, int count, long deadlineNanos) {
      throw new IllegalStateException("this end only sends");
    }

    @Override
    public void dropBefore(long run) {
      throw new IllegalStateException("this end only sends");
    }
  }
}
