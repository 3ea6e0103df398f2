package obscura.admin.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands a signed price to the parties. */
@Command(
    name = "post",
    description = "Hands an oracle's signed price to the parties, who verify it by themselves.")
final class OraclePost extends Verb {
  @Parameters(
      arity = "1..*",
      paramLabel = "LINE",
      description = "As scripts/mpc-party oracle sign prints it: price 1 INSTANCE ...")
  private List<String> line = List.of();

  @Override
  public Integer call() {
    return act("oracle-post", Map.of("price", String.join(" ", line)));
  }
}
