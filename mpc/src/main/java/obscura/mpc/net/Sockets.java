package obscura.mpc.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;

/** Opens connections with the options that all lines share. */
public final class Sockets {
  private static final int BUFFER_BYTES = 512 << 10;

  /** Within which a connection is opened, secured and introduced. */
  private static final int SET_UP_MILLIS = Math.toIntExact(Duration.ofSeconds(10).toMillis());

  private Sockets() {}

  /** Connects, secures and introduces us. */
  public static Line dial(InetSocketAddress address, Transport transport, Hello hello)
      throws IOException {
    Socket socket = new Socket();
    try {
      prepare(socket);
      // Resolved at each attempt: a party may have moved.
      socket.connect(
          new InetSocketAddress(address.getHostString(), address.getPort()), SET_UP_MILLIS);
      Line line = transport.dialled(socket, hello.to());
      hello.introduce(line);
      socket.setSoTimeout(0);
      return line;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** A line that somebody dialled, and what it says. */
  public record Arrived(Line line, Hello hello) {}

  /** Secures a connection that was accepted and hears who it is. */
  public static Arrived welcome(Socket socket, Transport transport, Hello expected)
      throws IOException {
    try {
      prepare(socket);
      Line line = transport.accepted(socket);
      Arrived arrived = new Arrived(line, Hello.hear(line, expected));
      socket.setSoTimeout(0);
      return arrived;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static void prepare(Socket socket) throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    socket.setSendBufferSize(BUFFER_BYTES);
    socket.setReceiveBufferSize(BUFFER_BYTES);
    socket.setSoTimeout(SET_UP_MILLIS);
  }
}
