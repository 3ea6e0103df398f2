package obscura.mpc.net;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A channel whose messages are given out no earlier than some time after they were sent. The time
 * travels as a word behind each message, so both ends must be of one machine.
 */
final class DelayedChannel implements Channel {
  /** The last moments are not slept through: a timer is late by as much. */
  private static final long AWAKE_NANOS = 200_000;

  private final Channel channel;
  private final long delayNanos;
  private long[] out = {};
  private long[] in = {};

  DelayedChannel(Channel channel, long delayNanos) {
    this.channel = channel;
    this.delayNanos = delayNanos;
  }

  @Override
  public void send(long run, long tag, long[] words, int count, long deadlineNanos) {
    if (out.length <= count) {
      out = Arrays.copyOf(out, 2 * count + 1);
    }
    System.arraycopy(words, 0, out, 0, count);
    out[count] = System.nanoTime() + delayNanos;
    channel.send(run, tag, out, count + 1, deadlineNanos);
  }

  @Override
  public void receive(long run, long tag, long[] words, int count, long deadlineNanos) {
    if (in.length <= count) {
      in = new long[2 * count + 1];
    }
    channel.receive(run, tag, in, count + 1, deadlineNanos);
    awaitTime(in[count]);
    System.arraycopy(in, 0, words, 0, count);
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private static void awaitTime(long nanos) {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (left > AWAKE_NANOS) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.yield();
      }
    }
  }

  @Override
  public void dropBefore(long run) {
    channel.dropBefore(run);
  }
}
