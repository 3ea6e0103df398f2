package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import obscura.mpc.audit.AuditException;
import obscura.mpc.receipt.DocumentException;
import obscura.mpc.roster.RosterException;
import obscura.mpc.share.Opening;
import org.jspecify.annotations.Nullable;

/**
 * Runs one party until SIGTERM: {@code PartyMain --id N --config FILE}, or makes a gateway's key:
 * {@code PartyMain gateway-key NAME}, or a party's own: {@code PartyMain signing-key NAME}, {@code
 * PartyMain sealing-key NAME}, works on a roster: {@code PartyMain roster VERB}, checks a
 * transcript: {@code PartyMain verify FILE} (exit code 1 if something in it is wrong), opens what
 * was sealed for an auditor: {@code PartyMain open-sealed}, or works for an oracle: {@code
 * PartyMain oracle VERB}. Exit code 2: the configuration is refused, with one line that says what
 * is allowed; 1: the party cannot start, or the key cannot be written.
 */
public final class PartyMain {
  private static final int CANNOT_START = 1;
  private static final int REFUSED = 2;
  private static final List<String> AUDIT = List.of("auditor-key", "open-sealed");

  private PartyMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      if (arguments.length == 2 && arguments[0].equals("gateway-key")) {
        KeyFiles.makeKey(Path.of(arguments[1]));
        return;
      }
      if (arguments.length == 2 && arguments[0].equals("signing-key")) {
        KeyFiles.makeKey(Path.of(arguments[1]));
        return;
      }
      if (arguments.length == 2 && arguments[0].equals("sealing-key")) {
        KeyFiles.makeSealingKey(Path.of(arguments[1]));
        return;
      }
      if (arguments.length > 0 && arguments[0].equals("verify")) {
        verify(List.of(arguments).subList(1, arguments.length));
        return;
      }
      if (arguments.length > 0 && arguments[0].equals("roster")) {
        System.out.println(RosterTool.run(List.of(arguments).subList(1, arguments.length)));
        return;
      }
      if (arguments.length > 0 && AUDIT.contains(arguments[0])) {
        System.out.println(AuditTool.run(List.of(arguments)));
        return;
      }
      if (arguments.length > 0 && arguments[0].equals("oracle")) {
        List<String> words = List.of(arguments).subList(1, arguments.length);
        System.out.println(new OracleTool(Clock.systemUTC()).run(words));
        return;
      }
      PartyConfig config = config(arguments);
      PartyProcess process = new PartyProcess(config, Opening.Tally.NONE);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> {
                process.close();
                stopped.countDown();
              }));
      ready(config, process);
      stopped.await();
    } catch (PartyConfigException | RosterException | DocumentException | AuditException refused) {
      System.err.println(refused.getMessage());
      System.exit(REFUSED);
    } catch (IOException | CompletionException failed) {
      System.err.println("this cannot be done: " + failed.getMessage());
      System.exit(CANNOT_START);
    }
  }

  private static void verify(List<String> words) throws IOException {
    VerifyTool.Result result = VerifyTool.run(words);
    System.out.println(result.text());
    if (!result.holds()) {
      System.exit(CANNOT_START);
    }
  }

  private static void ready(PartyConfig config, PartyProcess process) {
    System.out.printf(
        "PARTY READY id=%d venue=%d metrics=%d%n",
        config.id(), process.venuePort(), process.healthPort());
    System.out.flush();
  }

  private static PartyConfig config(String[] arguments) {
    String id = value(arguments, "--id");
    String file = value(arguments, "--config");
    if (id == null || file == null || arguments.length != 4) {
      throw new PartyConfigException(
          "usage: mpc-party --id 0|1|2 --config FILE, or: mpc-party"
              + " gateway-key|signing-key|sealing-key NAME, or: mpc-party roster, verify,"
              + " auditor-key, open-sealed, oracle");
    }
    if (!id.matches("[0-2]")) {
      throw PartySettings.refused("--id", id, "0, 1 or 2");
    }
    return PartyConfig.load(Integer.parseInt(id), Path.of(file), System.getenv());
  }

  private static @Nullable String value(String[] arguments, String name) {
    for (int k = 0; k + 1 < arguments.length; k += 2) {
      if (arguments[k].equals(name)) {
        return arguments[k + 1];
      }
    }
    return null;
  }
}
