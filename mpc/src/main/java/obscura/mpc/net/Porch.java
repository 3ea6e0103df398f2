package obscura.mpc.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections at one address, a few at a time, and hands on those whose owner is known and
 * welcome. Each is secured on a thread of its own, so that a slow stranger holds up nobody.
 */
public final class Porch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Porch.class);
  private static final int AT_ONCE = 16;
  private static final int BACKLOG = 16;

  private final ServerSocket server;
  private final Transport transport;
  private final Hello expected;
  private final Consumer<Sockets.Arrived> guests;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * Listens, but accepts nobody before {@link #open}.
   *
   * @param expected as in {@link Hello#hear}
   * @param guests told of every line; on any thread
   */
  public Porch(
      InetSocketAddress address,
      Transport transport,
      Hello expected,
      Consumer<Sockets.Arrived> guests)
      throws IOException {
    this.server = new ServerSocket();
    this.server.setReuseAddress(true);
    this.server.bind(address, BACKLOG);
    this.transport = transport;
    this.expected = expected;
    this.guests = guests;
  }

  /** Starts to accept. */
  public void open() {
    Thread.ofPlatform().daemon().name("mpc-porch-" + port()).start(this::accept);
  }

  /** The port in use, also if a free one was asked for. */
  public int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        places.acquire();
        Thread.ofPlatform().daemon().name("mpc-welcome").start(() -> welcome(socket));
      } catch (IOException e) {
        LOG.debug("port {} accepts no more: {}", port(), e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void welcome(Socket socket) {
    try {
      guests.accept(Sockets.welcome(socket, transport, expected));
    } catch (IOException | RuntimeException e) {
      LOG.warn("a connection from {} is refused: {}", socket.getInetAddress(), e.getMessage());
    } finally {
      places.release();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      LOG.warn("port {} does not close: {}", port(), e.getMessage());
    }
  }
}
