package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Pitfall 9: the library logs rejected messages whole. Here every logger of the process is at its
 * most talkative, and no value of an order may appear.
 */
class RedactedLogTest {
  private static final List<String> SECRETS =
      List.of("3.141", "2718.28", "WETH-USDC", "hunter2", "o1-secret", "ciphertext");

  @TempDir Path folder;
  private final Everything everything = new Everything();
  private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
  private Level before = Level.INFO;
  private TestVenue venue;

  @BeforeEach
  void open() {
    before = root.getLevel();
    everything.setContext(root.getLoggerContext());
    everything.start();
    root.addAppender(everything);
    root.setLevel(Level.ALL);
    venue = new TestVenue(folder);
  }

  @AfterEach
  void close() {
    venue.close();
    root.setLevel(before);
    root.detachAppender(everything);
  }

  @Test
  void nothingOfAnOrderIsLoggedWhateverBecomesOfIt() throws Exception {
    String order = TestVenue.ORDER.replace("11=o1", "11=o1-secret");
    venue.gateway().send("DESK1", Reports.execution("o1-secret"), 1);
    try (Wire desk = venue.connect("DESK1")) {
      assertThat(desk.logon("553=u", "554=hunter2").hear()).contains("|58=AUTH|");
    }
    try (Wire desk = venue.connect("DESK1")) {
      venue.clock.pass(java.time.Duration.ofMillis(1));
      desk.loggedOn();
      desk.say(order);
      desk.say(order, "44=2718.28");
      desk.say(order.replace("54=1", "54=hunter2"));
      desk.say(order.replace("38=3.141", "38=hunter2"));
      desk.say(order.replace("35=D", "35=S"));
      desk.say(order.replace("35=D", "35=hunter2"));
      desk.say("35=V|262=hunter2|263=0|264=0|267=1|269=0|146=1|55=WETH-USDC");
      desk.say(order, "20014=10", "20015=ciphertext");
      desk.say("35=2|7=1|16=1");
      desk.sayAs(desk.next() + 1, order);
      desk.sayRaw("8=FIX.4.4\u00019=5\u000138=3.141\u000110=000\u0001");
      desk.sayRaw("44=2718.28\u0001");
      venue.behaviour =
          inbound -> {
            throw new IllegalStateException("WETH-USDC");
          };
      desk.say(order);
      while (!desk.hear().contains("|58=APPLICATION-FAILED|")) {
        assertThat(venue.view("DESK1").loggedOn()).isTrue();
      }
    }
    venue.close();
    assertThat(everything.lines).anyMatch(line -> line.contains("in 35=D 34=2 49=DESK1 56=VENUE"));
    assertThat(everything.lines)
        .anyMatch(line -> line.contains("out 35=3") && line.contains("373=13"));
    for (String secret : SECRETS) {
      assertThat(everything.lines).noneMatch(line -> line.contains(secret));
    }
  }

  private static final class Everything extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
      for (IThrowableProxy cause = event.getThrowableProxy();
          cause != null;
          cause = cause.getCause()) {
        lines.add(cause.getClassName() + " " + cause.getMessage());
      }
    }
  }
}
