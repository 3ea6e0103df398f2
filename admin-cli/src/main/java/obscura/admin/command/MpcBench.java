package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Has the parties measure themselves. */
@Command(
    name = "bench",
    description =
        "Has the parties measure their steps with made-up data, about a second, between jobs.")
final class MpcBench extends Verb {
  @Override
  public Integer call() {
    return list("mpc-bench", Map.of());
  }
}
