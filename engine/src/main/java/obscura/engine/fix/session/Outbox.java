package obscura.engine.fix.session;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Bytes that wait for the socket: bounded, many writers, one reader. Thread-safe. */
final class Outbox {
  /** Most messages that may wait (rules of engagement 1.9). */
  static final int MESSAGES_MAX = 5_000;

  /** Most bytes that may wait. */
  static final long BYTES_MAX = 8L << 20;

  private static final int BATCH_BYTES = 64 << 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean overflowed;
  private boolean closed;

  /** Adds a message. False if the reader is too slow or the box is closed. */
  boolean add(byte[] message) {
    lock.lock();
    try {
      if (closed || overflowed) {
        return false;
      }
      if (waiting.size() >= MESSAGES_MAX || waitingBytes + message.length > BYTES_MAX) {
        overflowed = true;
        clear();
        return false;
      }
      put(message);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a last message even though the box has overflowed. */
  void addLast(byte[] message) {
    lock.lock();
    try {
      if (!closed) {
        put(message);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more; what waits may still be taken out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for bytes and takes up to 64 KiB of whole messages; null once closed and empty. */
  byte @Nullable [] take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        if (closed) {
          return null;
        }
        changed.await();
      }
      byte[] batch = waiting.size() == 1 ? waiting.remove() : batch();
      waitingBytes -= batch.length;
      if (waiting.isEmpty()) {
        changed.signalAll();
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until everything has been taken. False if that takes longer. */
  boolean awaitEmpty(long timeoutMillis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    lock.lockInterruptibly();
    try {
      while (!waiting.isEmpty()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return !closed && !overflowed;
    } finally {
      lock.unlock();
    }
  }

  private byte[] batch() {
    int length = 0;
    int count = 0;
    for (byte[] message : waiting) {
      if (count > 0 && length + message.length > BATCH_BYTES) {
        break;
      }
      length += message.length;
      count++;
    }
    byte[] batch = new byte[length];
    int at = 0;
    for (int i = 0; i < count; i++) {
      byte[] message = waiting.remove();
      System.arraycopy(message, 0, batch, at, message.length);
      at += message.length;
    }
    return batch;
  }

  private void put(byte[] message) {
    waiting.add(message);
    waitingBytes += message.length;
    changed.signalAll();
  }

  private void clear() {
    waiting.clear();
    waitingBytes = 0;
  }
}
