package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import obscura.engine.pki.DevPki;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates decide who a client is before its first byte of FIX (rules of engagement 1.3). */
class TlsTest {
  @TempDir static Path folder;
  private static TestVenue venue;

  @BeforeAll
  static void open() throws Exception {
    DevPki.make(folder.resolve("pki"), List.of("DESK1", "DESK2"), InstantSource.system());
    DevPki.make(folder.resolve("other"), List.of("DESK1"), InstantSource.system());
    venue = new TestVenue(folder.resolve("store"), config -> config.withTls(files("pki", "venue")));
  }

  @AfterAll
  static void close() {
    venue.close();
  }

  @Test
  void aClientLogsOnUnderTheCompIdOfItsCertificate() throws Exception {
    try (Wire desk = secured("pki", "DESK1", "DESK1", "TLSv1.3")) {
      desk.loggedOn();
      assertThat(desk.untilAnswered("hello")).isEmpty();
      desk.say("35=5");
      assertThat(desk.hear()).contains("|35=5|");
      assertThat(desk.hear()).isEqualTo("closed");
    }
  }

  @Test
  void aCertificateForAnotherCompIdIsClosedWithoutAnAnswer() throws Exception {
    SessionView before = venue.view("DESK2");
    try (Wire thief = secured("pki", "DESK1", "DESK2", "TLSv1.3")) {
      assertThat(thief.logon().hear()).isEqualTo("closed");
    }
    assertThat(venue.view("DESK2")).isEqualTo(before);
  }

  @Test
  void theOperatorsCertificateIsNoCompId() throws Exception {
    try (Wire admin = secured("pki", "admin", "DESK2", "TLSv1.3")) {
      assertThat(admin.logon().hear()).isEqualTo("closed");
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() {
    assertThatThrownBy(
            () -> {
              try (Wire stranger = secured("other", "DESK1", "DESK1", "TLSv1.3")) {
                assertThat(stranger.logon().hear()).contains("|35=A|");
              }
            })
        .isNotNull();
    assertThat(venue.view("DESK1").loggedOn()).isFalse();
  }

  @Test
  void tlsOneTwoIsRefused() {
    assertThatThrownBy(() -> secured("pki", "DESK2", "DESK2", "TLSv1.2"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void plainTextIsNotUnderstood() throws Exception {
    try (Wire plain = venue.connect("DESK2")) {
      assertThat(plain.logon().hear()).doesNotContain("35=");
    }
  }

  private static Wire secured(String pki, String certificate, String compId, String protocol)
      throws Exception {
    SSLContext context = files(pki, certificate).context();
    SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    InetAddress.getLoopbackAddress(), venue.gateway().port(SessionKind.TRADE));
    socket.setEnabledProtocols(new String[] {protocol});
    socket.startHandshake();
    return new Wire(socket, compId, venue.clock);
  }

  private static TlsFiles files(String pki, String name) {
    Path own = folder.resolve(pki);
    Path trust = folder.resolve("pki");
    return new TlsFiles(
        own.resolve(name + ".p12"),
        own.resolve(name + ".password"),
        trust.resolve("ca.p12"),
        trust.resolve("ca.password"));
  }
}
