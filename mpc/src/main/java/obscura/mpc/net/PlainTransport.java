package obscura.mpc.net;

import java.io.IOException;
import java.net.Socket;

/** No security at all, for measurements between processes of one machine: loopback only. */
public final class PlainTransport implements Transport {
  private static final int IDENTITY_BYTES = 32;

  @Override
  public Line dialled(Socket socket, int peer) throws IOException {
    return line(socket, peer);
  }

  @Override
  public Line accepted(Socket socket) throws IOException {
    return line(socket, UNKNOWN);
  }

  private static Line line(Socket socket, int peer) throws IOException {
    if (!socket.getInetAddress().isLoopbackAddress()) {
      throw new IOException("without TLS only loopback addresses are served");
    }
    return new Line(socket, socket.getInputStream(), socket.getOutputStream(), peer, "");
  }

  @Override
  public byte[] identity(int party) {
    byte[] identity = new byte[IDENTITY_BYTES];
    identity[0] = (byte) party;
    return identity;
  }
}
