package obscura.mpc.remote;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import obscura.mpc.net.Line;

/**
 * Writes messages to a line from a thread of its own, so that whoever has something to say never
 * waits for the other side; what waits is bounded. Any thread.
 */
final class Outbox {
  private static final int WAITING_MAX = 8192;
  private static final int BUFFER_BYTES = 64 << 10;

  private final Line line;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final Thread writer;

  Outbox(Line line, String name) {
    this.line = line;
    this.writer = Thread.ofPlatform().daemon().name(name).start(this::write);
  }

  /** False if too much waits already. */
  boolean offer(byte[] frame) {
    return waiting.offer(frame);
  }

  private void write() {
    try {
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(line.out(), BUFFER_BYTES));
      while (true) {
        Frames.write(out, waiting.take());
      }
    } catch (IOException e) {
      line.cut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Cuts the line and forgets what waits. */
  void close() {
    line.cut();
    writer.interrupt();
  }
}
