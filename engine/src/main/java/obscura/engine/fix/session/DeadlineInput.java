package obscura.engine.fix.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A socket's input that ends at a deadline however slowly the bytes drip, until it is lifted. Used
 * by one thread.
 */
final class DeadlineInput extends InputStream {
  private final Socket socket;
  private InputStream in = nullInputStream();
  private long deadlineNanos;
  private boolean lifted;

  DeadlineInput(Socket socket, long deadlineNanos) {
    this.socket = socket;
    this.deadlineNanos = deadlineNanos;
  }

  void wrap(InputStream stream) {
    in = stream;
  }

  /** Starts the time anew. */
  void restart(long millis) {
    deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** No deadline any more. */
  void lift() throws IOException {
    lifted = true;
    socket.setSoTimeout(0);
  }

  /** Lets the socket wait no longer than the deadline. */
  void apply() throws IOException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("no complete Logon in time");
    }
    socket.setSoTimeout((int) left);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!lifted) {
      apply();
    }
    return in.read(bytes, offset, length);
  }
}
