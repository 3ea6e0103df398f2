package obscura.desk.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import obscura.desk.fix.Received.Execution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.ApplicationAdapter;
import quickfix.DefaultMessageFactory;
import quickfix.MemoryStoreFactory;
import quickfix.ScreenLogFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketAcceptor;

/** Mutual TLS 1.3 between the client and a stock acceptor that asks for a certificate. */
final class TlsTest {
  @TempDir Path folder;

  @Test
  void aTrustedCertificateLogsOnAndAStrangerDoesNot() throws Exception {
    DevelopmentCertificates certificates = new DevelopmentCertificates(folder);
    Path venueKey = certificates.keyOf("VENUE");
    Path deskKey = certificates.keyOf("DESK1");
    Path strangerKey = certificates.keyOf("STRANGER");
    Path venueTrusted = certificates.trustIn("VENUE", venueKey);
    Path deskTrusted = certificates.trustIn("DESK1", deskKey);
    int port = freePort();
    SocketAcceptor venue = acceptor(port, venueKey, deskTrusted);
    venue.start();
    try {
      try (DeskClient desk = DeskClient.connect(settings(port, deskKey, venueTrusted))) {
        assertThat(desk.connection().isLoggedOn()).isTrue();
        assertThat(desk.inbox().all(Execution.class)).isEmpty();
      }
      FixSettings stranger =
          settings(port, strangerKey, venueTrusted).withLogonTimeout(Duration.ofSeconds(2));
      assertThatThrownBy(() -> DeskClient.connect(stranger))
          .isInstanceOf(NothingArrivedException.class);
    } finally {
      venue.stop(true);
    }
  }

  private FixSettings settings(int port, Path key, Path trusted) {
    String password = DevelopmentCertificates.PASSWORD;
    return FixSettings.of("127.0.0.1", port, "DESK1", folder.resolve("desk"))
        .withTls(new TlsFiles(key, password, trusted, password));
  }

  private static SocketAcceptor acceptor(int port, Path key, Path trusted) throws Exception {
    SessionID id = new SessionID("FIX.4.4", "VENUE", "DESK1");
    SessionSettings settings = new SessionSettings();
    settings.setString("ConnectionType", "acceptor");
    settings.setString(id, "BeginString", "FIX.4.4");
    settings.setString(id, "SenderCompID", "VENUE");
    settings.setString(id, "TargetCompID", "DESK1");
    settings.setString(id, "SocketAcceptAddress", "127.0.0.1");
    settings.setLong(id, "SocketAcceptPort", port);
    settings.setString(id, "NonStopSession", "Y");
    settings.setString(id, "SocketUseSSL", "Y");
    settings.setString(id, "NeedClientAuth", "Y");
    settings.setString(id, "EnabledProtocols", "TLSv1.3");
    settings.setString(id, "SocketKeyStore", key.toString());
    settings.setString(id, "SocketTrustStore", trusted.toString());
    for (String store : new String[] {"SocketKeyStore", "SocketTrustStore"}) {
      settings.setString(id, store + "Password", DevelopmentCertificates.PASSWORD);
    }
    settings.setString(id, "KeyStoreType", "PKCS12");
    settings.setString(id, "TrustStoreType", "PKCS12");
    return new SocketAcceptor(
        new ApplicationAdapter(),
        new MemoryStoreFactory(),
        settings,
        new ScreenLogFactory(false, false, false),
        new DefaultMessageFactory());
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
