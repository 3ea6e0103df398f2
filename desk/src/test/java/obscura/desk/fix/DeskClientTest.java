package obscura.desk.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.echo.EchoAcceptor;
import obscura.domain.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a bare QuickFIX/J acceptor. */
final class DeskClientTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  @TempDir Path folder;

  @Test
  void anOrderIsAnsweredWithItsOwnValues() throws Exception {
    try (EchoAcceptor venue = echo(0);
        DeskClient desk = DeskClient.connect(settings(venue.port()))) {
      String id = desk.sendOrder(OrderTicket.buy("WETH-USDC", "12.345678901234567891", "2500.10"));

      Execution report = desk.await(Execution.class, r -> r.concerns(id), SOON);

      assertThat(report.isNew()).isTrue();
      assertThat(report.side()).isEqualTo(Side.BUY);
      assertThat(report.leavesQty()).isEqualTo(new BigDecimal("12.345678901234567891"));
    }
  }

  @Test
  void numbersGoOnAfterBothSidesRestarted() throws Exception {
    int port;
    try (EchoAcceptor venue = echo(0);
        DeskClient desk = DeskClient.connect(settings(venue.port()))) {
      port = venue.port();
      String id = desk.sendOrder(OrderTicket.sell("WETH-USDC", "1", "2500"));
      assertThat(desk.await(Execution.class, r -> r.concerns(id), SOON).wire().seqNum())
          .isEqualTo(2);
    }
    try (EchoAcceptor venue = echo(port);
        DeskClient desk = DeskClient.connect(settings(venue.port()))) {
      String id = desk.sendOrder(OrderTicket.sell("WETH-USDC", "1", "2500"));

      Execution report = desk.await(Execution.class, r -> r.concerns(id), SOON);

      // Logon, report and Logout of the first day were 1 to 3, this Logon was 4.
      assertThat(report.wire().seqNum()).isEqualTo(5);
    }
  }

  @Test
  void whatWasSentWhileTheVenueWasDownArrivesByResend() throws Exception {
    DeskClient desk;
    int port;
    try (EchoAcceptor venue = echo(0)) {
      port = venue.port();
      desk = DeskClient.connect(settings(port));
    }
    try (desk) {
      desk.connection().awaitLogout(SOON);
      String id = desk.sendOrder(OrderTicket.buy("WETH-USDC", "1", "2500"));
      try (EchoAcceptor venue = echo(port)) {
        assertThat(venue.port()).isEqualTo(port);
        assertThat(desk.await(Execution.class, r -> r.concerns(id), SOON).isNew()).isTrue();
      }
    }
  }

  @Test
  void waitingForWhatNeverComesShowsWhatCame() throws Exception {
    try (EchoAcceptor venue = echo(0);
        DeskClient desk = DeskClient.connect(settings(venue.port()))) {
      assertThatThrownBy(() -> desk.await(Execution.class, r -> true, Duration.ofMillis(50)))
          .isInstanceOf(NothingArrivedException.class)
          .hasMessageContaining("no such Execution arrived")
          .hasMessageContaining("35=A");
    }
  }

  @Test
  void anUnknownCompIdIsNotLetIn() throws Exception {
    try (EchoAcceptor venue = echo(0)) {
      FixSettings stranger =
          FixSettings.of("127.0.0.1", venue.port(), "NOBODY", folder)
              .withLogonTimeout(Duration.ofSeconds(1));
      assertThatThrownBy(() -> DeskClient.connect(stranger))
          .isInstanceOf(NothingArrivedException.class)
          .hasMessageContaining("NOBODY is not logged on");
    }
  }

  private EchoAcceptor echo(int port) throws Exception {
    return EchoAcceptor.start(port, folder.resolve("venue"), List.of("DESK1"), false);
  }

  private FixSettings settings(int port) {
    return FixSettings.of("127.0.0.1", port, "DESK1", folder.resolve("desk"));
  }
}
