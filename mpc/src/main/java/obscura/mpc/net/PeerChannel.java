package obscura.mpc.net;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Both directions to one peer over a {@link Line}. A message is run, tag and count, then its words,
 * little-endian, written at once. Short messages leave from the calling thread; a long one leaves
 * from a second thread while the caller goes on to receive, so that three parties that all write
 * before they read cannot block each other. Waiting spins for a moment, then blocks. The deadline
 * is kept by {@link Deadline}, which cuts the line. One thread.
 */
final class PeerChannel implements Channel {
  private static final int HEADER_BYTES = 20;
  private static final int BUFFER_BYTES = 64 << 10;

  /** What a socket takes without its peer reading, by {@link Sockets}' buffers. */
  private static final int SHORT_BYTES = 64 << 10;

  /** 64 MB: no job's message comes near. */
  private static final int WORDS_MAX = 8 << 20;

  private static final int SPINS = 40;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final String peer;
  private final Deadline deadline;
  private final ExecutorService writer;
  private final byte[] in = new byte[BUFFER_BYTES];
  private byte[] out = new byte[BUFFER_BYTES];
  private int position;
  private int limit;
  private @Nullable Line line;
  private @Nullable Future<?> writing;

  PeerChannel(int peer, Deadline deadline) {
    this.peer = "party " + peer;
    this.deadline = deadline;
    this.writer =
        Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().name("mpc-write-" + peer).unstarted(task));
  }

  /** Goes on over a fresh line; what the old one still held is forgotten. */
  void attach(Line fresh) {
    line = fresh;
    position = 0;
    limit = 0;
    writing = null;
  }

  @Override
  public void send(long run, long tag, long[] words, int count, long deadlineNanos) {
    deadline.begin(deadlineNanos);
    try {
      finishWriting();
      int bytes = frame(run, tag, words, count);
      Line to = line();
      if (bytes <= SHORT_BYTES) {
        write(to, bytes);
      } else {
        writing = writer.submit(() -> write(to, bytes));
      }
    } finally {
      deadline.end();
    }
  }

  private int frame(long run, long tag, long[] words, int count) {
    if (count > WORDS_MAX) {
      throw new IllegalStateException("a message of " + count + " words");
    }
    int bytes = HEADER_BYTES + count * Long.BYTES;
    if (out.length < bytes) {
      out = new byte[Math.max(bytes, 2 * out.length)];
    }
    LONGS.set(out, 0, run);
    LONGS.set(out, 8, tag);
    INTS.set(out, 16, count);
    for (int k = 0; k < count; k++) {
      LONGS.set(out, HEADER_BYTES + k * Long.BYTES, words[k]);
    }
    return bytes;
  }

  private void write(Line to, int bytes) {
    try {
      to.out().write(out, 0, bytes);
      to.out().flush();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void finishWriting() {
    Future<?> pending = writing;
    if (pending == null) {
      return;
    }
    try {
      pending.get();
      writing = null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerSilentException("this party is shutting down");
    } catch (ExecutionException e) {
      throw broken(e);
    }
  }

  @Override
  public void receive(long run, long tag, long[] words, int count, long deadlineNanos) {
    deadline.begin(deadlineNanos);
    try {
      while (next(run, tag, count) != run) {
        skip((int) INTS.get(in, position + 16));
      }
      position += HEADER_BYTES;
      take(words, count);
    } finally {
      deadline.end();
    }
  }

  /** The run of the next message, which stays unread. */
  private long next(long run, long tag, int count) {
    await(HEADER_BYTES);
    long found = (long) LONGS.get(in, position);
    if (found > run) {
      throw new PeerSilentException(peer + " went on to a later run");
    }
    int length = (int) INTS.get(in, position + 16);
    boolean same = (long) LONGS.get(in, position + 8) == tag && length == count;
    if (found == run ? !same : length < 0 || length > WORDS_MAX) {
      throw new PeersDifferException(peer + " is at another step or has another job");
    }
    return found;
  }

  private void take(long[] words, int count) {
    for (int k = 0; k < count; ) {
      await(Long.BYTES);
      int end = k + Math.min(count - k, (limit - position) / Long.BYTES);
      for (; k < end; k++, position += Long.BYTES) {
        words[k] = (long) LONGS.get(in, position);
      }
    }
  }

  private void skip(int count) {
    position += HEADER_BYTES;
    for (long left = (long) count * Long.BYTES; left > 0; ) {
      await(1);
      int step = (int) Math.min(left, limit - position);
      position += step;
      left -= step;
    }
  }

  /** Reads until so many bytes are there. */
  private void await(int bytes) {
    if (limit - position >= bytes) {
      return;
    }
    if (in.length - position < bytes || position == limit) {
      System.arraycopy(in, position, in, 0, limit - position);
      limit -= position;
      position = 0;
    }
    while (limit - position < bytes) {
      limit += read();
    }
  }

  private int read() {
    try {
      spin();
      int count = line().in().read(in, limit, in.length - limit);
      if (count < 0) {
        throw new IOException("the line is closed");
      }
      return count;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private void spin() throws IOException {
    for (int turn = 0; turn < SPINS; turn++) {
      if (line().in().available() > 0 || line().socket().getInputStream().available() > 0) {
        return;
      }
      Thread.yield();
    }
  }

  private Line line() {
    if (line == null) {
      throw new PeerSilentException(peer + " is not connected");
    }
    return line;
  }

  /** A broken line breaks all: the peers learn at once that this run is over. */
  private PeerSilentException broken(Throwable cause) {
    deadline.cut();
    return new PeerSilentException(peer + " does not answer: " + cause.getMessage());
  }

  /** What an earlier run left is skipped when it is met. */
  @Override
  public void dropBefore(long run) {}

  void close() {
    writer.shutdownNow();
  }
}
