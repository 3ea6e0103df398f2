package obscura.desk.fix.echo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.ScreenLogFactory;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;

/** A QuickFIX/J acceptor with a file store on loopback that answers D with 8 (New). */
public final class EchoAcceptor implements AutoCloseable {
  private final SocketAcceptor acceptor;
  private final int port;

  private EchoAcceptor(SocketAcceptor acceptor, int port) {
    this.acceptor = acceptor;
    this.port = port;
  }

  /**
   * Starts accepting.
   *
   * @param port 0 chooses a free one
   * @param sync whether every stored message is forced to disk before its answer
   */
  public static EchoAcceptor start(int port, Path store, List<String> compIds, boolean sync)
      throws ConfigError {
    int chosen = port == 0 ? freePort() : port;
    SessionSettings settings = new SessionSettings();
    settings.setString("ConnectionType", "acceptor");
    for (String compId : compIds) {
      session(settings, compId, chosen, store, sync);
    }
    SocketAcceptor acceptor =
        new SocketAcceptor(
            new EchoApplication(),
            new FileStoreFactory(settings),
            settings,
            new ScreenLogFactory(false, false, false),
            new DefaultMessageFactory());
    acceptor.start();
    return new EchoAcceptor(acceptor, chosen);
  }

  private static void session(
      SessionSettings settings, String compId, int port, Path store, boolean sync) {
    SessionID id = new SessionID("FIX.4.4", "VENUE", compId);
    settings.setString(id, "BeginString", "FIX.4.4");
    settings.setString(id, "SenderCompID", "VENUE");
    settings.setString(id, "TargetCompID", compId);
    settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
    settings.setLong(id, "SocketAcceptPort", port);
    settings.setString(id, "SocketTcpNoDelay", "Y");
    settings.setString(id, "FileStorePath", store.toString());
    settings.setString(id, "FileStoreSync", sync ? "Y" : "N");
    settings.setString(id, Session.SETTING_NON_STOP_SESSION, "Y");
    settings.setString(id, Session.SETTING_USE_DATA_DICTIONARY, "Y");
    settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
    settings.setString(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, "N");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException("no free port on loopback", e);
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    acceptor.stop(true);
  }

  /** {@code EchoAcceptor PORT FOLDER sync|nosync COMPID...}: prints its port, runs until killed. */
  public static void main(String[] args) throws Exception {
    List<String> compIds = List.of(args).subList(3, args.length);
    EchoAcceptor echo =
        start(Integer.parseInt(args[0]), Path.of(args[1]), compIds, args[2].equals("sync"));
    System.out.println("ECHO READY port=" + echo.port());
    Thread.currentThread().join();
  }
}
