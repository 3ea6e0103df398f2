package obscura.mpc.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * An open connection to a known peer.
 *
 * @param socket the connection itself; closing it releases whoever reads or writes
 * @param peer a party's number or {@link Transport#VENUE}; {@link Transport#UNKNOWN} if the
 *     transport cannot tell
 * @param certificate hex SHA-256 of the certificate that the peer has shown; empty if the transport
 *     cannot tell
 */
public record Line(Socket socket, InputStream in, OutputStream out, int peer, String certificate) {
  /** Cuts the connection at once, whoever is using it. */
  public void cut() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone, and that was wanted.
    }
  }
}
