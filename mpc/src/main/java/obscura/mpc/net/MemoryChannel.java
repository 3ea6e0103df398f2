package obscura.mpc.net;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A channel inside one process: a ring of preallocated messages. Both sides wait by giving way many
 * times, then parking: the parties are virtual threads, for which giving way is a jump on the same
 * carrier, and spinning would keep the one that is waited for from running.
 */
public final class MemoryChannel implements Channel {
  private static final int SLOTS = 8;
  private static final int PREALLOCATED_WORDS = 1024;
  private static final int YIELDS = 100;
  private static final long PARK_NANOS = 1_000_000;

  private final Message[] ring = new Message[SLOTS];
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong taken = new AtomicLong();
  private volatile long cutUpTo;
  private volatile @Nullable Thread receiver;
  private volatile @Nullable Thread sender;

  public MemoryChannel() {
    for (int k = 0; k < SLOTS; k++) {
      ring[k] = new Message();
    }
  }

  /** Runs up to this one are over: who waits in one of them learns it at once. Any thread. */
  void cut(long run) {
    cutUpTo = run;
    wake(receiver);
    wake(sender);
  }

  @Override
  public void send(long run, long tag, long[] words, int count, long deadlineNanos) {
    long at = sent.getPlain();
    if (at - taken.getAcquire() >= SLOTS) {
      awaitSpace(at, run, deadlineNanos);
    }
    Message message = ring[(int) at & (SLOTS - 1)];
    message.set(run, tag, words, count);
    sent.set(at + 1);
    wake(receiver);
  }

  @Override
  public void receive(long run, long tag, long[] words, int count, long deadlineNanos) {
    while (true) {
      long at = taken.getPlain();
      if (sent.getAcquire() == at) {
        awaitMessage(at, run, deadlineNanos);
      }
      Message message = ring[(int) at & (SLOTS - 1)];
      if (message.run > run) {
        throw new PeerSilentException("a peer went on to a later run");
      }
      if (message.run == run) {
        message.take(tag, words, count);
        release(at);
        return;
      }
      release(at);
    }
  }

  @Override
  public void dropBefore(long run) {
    for (long at = taken.getPlain(); sent.getAcquire() != at; at++) {
      if (ring[(int) at & (SLOTS - 1)].run >= run) {
        return;
      }
      release(at);
    }
  }

  private void release(long at) {
    taken.set(at + 1);
    wake(sender);
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private void awaitMessage(long at, long run, long deadlineNanos) {
    for (int turn = 0; sent.getAcquire() == at; turn++) {
      if (turn > YIELDS) {
        receiver = Thread.currentThread();
        if (sent.get() == at) {
          park(run, deadlineNanos);
        }
        receiver = null;
      } else {
        Thread.yield();
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private void awaitSpace(long at, long run, long deadlineNanos) {
    for (int turn = 0; at - taken.getAcquire() >= SLOTS; turn++) {
      if (turn > YIELDS) {
        sender = Thread.currentThread();
        if (at - taken.get() >= SLOTS) {
          park(run, deadlineNanos);
        }
        sender = null;
      } else {
        Thread.yield();
      }
    }
  }

  private void park(long run, long deadlineNanos) {
    if (run <= cutUpTo) {
      throw new PeerSilentException("a peer abandoned the run");
    }
    long left = deadlineNanos - System.nanoTime();
    if (left <= 0) {
      throw new PeerSilentException("a peer did not answer in time");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new PeerSilentException("this party is shutting down");
    }
    LockSupport.parkNanos(this, Math.min(left, PARK_NANOS));
  }

  private static void wake(@Nullable Thread waiting) {
    if (waiting != null) {
      LockSupport.unpark(waiting);
    }
  }

  private static final class Message {
    private long run;
    private long tag;
    private int count;
    private long[] words = new long[PREALLOCATED_WORDS];

    void set(long run, long tag, long[] source, int count) {
      if (words.length < count) {
        words = new long[Integer.highestOneBit(count) << 1];
      }
      this.run = run;
      this.tag = tag;
      this.count = count;
      System.arraycopy(source, 0, words, 0, count);
    }

    void take(long tag, long[] target, int count) {
      if (this.tag != tag || this.count != count) {
        throw new PeersDifferException("a peer is at another step or has another job");
      }
      System.arraycopy(words, 0, target, 0, count);
    }
  }
}
