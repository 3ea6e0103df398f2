package obscura.desk.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.desk.fix.echo.EchoAcceptor;
import obscura.domain.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hand-built client is understood by a stock engine. */
final class LoadSessionTest {
  @TempDir Path folder;

  @Test
  void aThousandOrdersAreAnsweredInOrder() throws Exception {
    try (EchoAcceptor venue = EchoAcceptor.start(0, folder, List.of("DESK1"), false);
        LoadSession session = LoadSession.logon(venue.port(), "DESK1", false)) {
      for (int i = 0; i < 1_000; i++) {
        session.send(order("D" + i));
      }
      for (int i = 0; i < 1_000; i++) {
        RawMessage report = session.next(m -> m.type().equals("8"));
        assertThat(report.field(11)).isEqualTo("D" + i);
        assertThat(report.is("8", 150, "0")).isTrue();
      }
    }
  }

  @Test
  void aRefusedLogonSaysWhatCameBack() throws Exception {
    try (EchoAcceptor venue = EchoAcceptor.start(0, folder, List.of("DESK1"), false)) {
      try (LoadSession first = LoadSession.logon(venue.port(), "DESK1", false)) {
        assertThat(first.send(order("D1"))).isNotZero();
        first.next(m -> m.is("8", 11, "D1"));
      }
      assertThatThrownBy(() -> LoadSession.logon(venue.port(), "DESK1", false, 1))
          .hasMessageContaining("DESK1");
    }
  }

  @Property
  void messagesAreCutAtTheirEndsHoweverTheyArrive(@ForAll @IntRange(min = 1, max = 97) int piece) {
    String one = "8=FIX.4.4\u00019=5\u000135=0\u000110=163\u0001";
    String two = "8=FIX.4.4\u00019=11\u000135=8\u000111=D7\u000110=000\u0001";
    byte[] stream = (one + two + one).getBytes(StandardCharsets.US_ASCII);
    Framer framer = new Framer();
    StringBuilder types = new StringBuilder();
    for (int from = 0; from < stream.length; from += piece) {
      int count = Math.min(piece, stream.length - from);
      assertThat(framer.room()).isGreaterThan(count);
      System.arraycopy(stream, from, framer.buffer(), framer.end(), count);
      framer.received(count, 0);
      for (RawMessage m = framer.poll(); m != null; m = framer.poll()) {
        types.append(m.type());
      }
    }
    assertThat(types).hasToString("080");
  }

  private static Body order(String id) {
    return Bodies.order(id, "WETH-USDC", Side.BUY, "1", "2500", '0');
  }
}
