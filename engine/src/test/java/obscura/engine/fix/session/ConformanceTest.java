package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quickfix.FieldNotFound;
import quickfix.Message;

/**
 * Plays the public FIX 4.4 session scripts against the gateway with its real sockets, filters and
 * store. What the conformance profile changes is listed at {@link GatewayConfig.Profile}.
 */
class ConformanceTest {
  private static final int SCRIPTS = 65;

  /** The player reads its clock for each field, so that now and then 122 is later than 52. */
  private static final int REPLAYS = 3;

  /** Scripts that a correct acceptor need not pass, and why. */
  private static final Map<String, String> NOT_EXPECTED =
      Map.of(
          "14b_RequiredFieldMissing",
          "11 and 55 are both missing; the engine names 55, the script wants 11",
          "21_RepeatingGroupSpecifierWithValueOfZero",
          "accepted; but the engine leaves an empty group out of the echo",
          "2m_BodyLengthValueNotCorrect",
          "the player writes times with milliseconds, so that 9=111 ends inside the message's own"
              + " trailer and the next message is whole: it is answered with a ResendRequest",
          "8_OnlyAdminMessages",
          "sends number 5 twice without 43=Y and expects no Logout; 2c expects one");

  @TempDir Path folder;

  @Test
  void thePublicSessionScriptsPass() throws Exception {
    Path shared = shared();
    Path scripts = shared.resolve("vectors/fix-acceptance/fix44");
    Path player = shared.resolve("tools/fix-conformance.py");
    assumeTrue(
        Files.isDirectory(scripts) && Files.isRegularFile(player),
        "skipped: no FIX session scripts in " + shared);
    assumeTrue(hasPython(), "skipped: no python3 to play the FIX session scripts");
    try (FixGateway gateway = echoing()) {
      List<String> failed = failures(play(player, gateway, List.of(scripts)), SCRIPTS);
      for (int again = 0; again < REPLAYS && !failed.isEmpty(); again++) {
        List<Path> files = failed.stream().map(name -> scripts.resolve(name + ".def")).toList();
        failed = failures(play(player, gateway, files), files.size());
      }
      assertThat(failed).isEmpty();
    }
  }

  /** Names of the scripts that failed and are expected to pass. */
  private static List<String> failures(List<String> results, int count) {
    List<String> played = results.stream().filter(line -> line.contains(".def ")).toList();
    assertThat(played).hasSize(count);
    return played.stream()
        .filter(line -> !line.endsWith(" PASS"))
        .peek(System.out::println)
        .map(ConformanceTest::script)
        .filter(name -> !NOT_EXPECTED.containsKey(name))
        .toList();
  }

  private static String script(String line) {
    return line.substring(0, line.indexOf(".def "));
  }

  private FixGateway echoing() {
    byte[] key = new byte[GatewayConfig.Store.KEY_BYTES];
    FixGateway[] self = new FixGateway[1];
    self[0] =
        new FixGateway(
            GatewayConfig.conformance(folder, key),
            new Echo((compId, message) -> self[0].send(compId, message)),
            InstantSource.system());
    self[0].admit(new Counterparty("TW", SessionKind.TRADE, "TW"));
    self[0].admit(new Counterparty("TW44", SessionKind.TRADE, "TW44"));
    self[0].start();
    return self[0];
  }

  private static List<String> play(Path player, FixGateway gateway, List<Path> scripts)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("python3", "-W", "ignore", player.toString()));
    command.add(Integer.toString(gateway.port(SessionKind.TRADE)));
    scripts.forEach(script -> command.add(script.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    process.waitFor();
    return lines;
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (Exception e) {
      return false;
    }
  }

  private static Path shared() {
    String given = System.getProperty("obscura.shared");
    return given != null ? Path.of(given) : Path.of("..", "..", "shared").toAbsolutePath();
  }

  /** Sends D and d back, once for each ClOrdID that is repeated with PossResend. */
  private record Echo(Sender sender, Set<String> known) implements GatewayApplication {
    interface Sender {
      void send(String compId, Message message);
    }

    Echo(Sender sender) {
      this(sender, new HashSet<>());
    }

    @Override
    public CompletionStage<Void> onMessage(Inbound inbound) {
      Message message = inbound.message();
      boolean isNew = known.add(inbound.compId() + orderId(message));
      if (isNew || !inbound.possResend()) {
        Message echo = (Message) message.clone();
        echo.getHeader().removeField(49);
        sender.send(inbound.compId(), echo);
      }
      return CompletableFuture.completedStage(null);
    }

    private static String orderId(Message message) {
      try {
        return message.isSetField(11) ? message.getString(11) : "";
      } catch (FieldNotFound e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onLogon(LoggedOn session) {
      known.removeIf(id -> id.startsWith(session.compId()));
    }

    @Override
    public void onDisconnect(String compId) {}

    @Override
    public boolean mayResetSequence(String compId) {
      return true;
    }

    @Override
    public boolean stillValid(Message quote) {
      return true;
    }
  }
}
