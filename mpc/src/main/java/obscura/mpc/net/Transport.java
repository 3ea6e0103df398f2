package obscura.mpc.net;

import java.io.IOException;
import java.net.Socket;

/** How a connection becomes a line to somebody known. Any thread. */
public interface Transport {
  /** The venue's number among those who talk to parties. */
  int VENUE = 3;

  /** Whoever dialled could not be told apart. */
  int UNKNOWN = -1;

  /**
   * Secures a connection that we opened.
   *
   * @param peer whom we expect; anybody else is refused
   */
  Line dialled(Socket socket, int peer) throws IOException;

  /** Secures a connection that was opened to us, by anybody we know. */
  Line accepted(Socket socket) throws IOException;

  /**
   * Reads the others' certificates anew from where they came. Lines that are open stay.
   *
   * @throws IOException if one cannot be read; then all are as before
   */
  default void refresh() throws IOException {}

  /** 32 bytes that stand for a party, the same at all three. */
  byte[] identity(int party);
}
