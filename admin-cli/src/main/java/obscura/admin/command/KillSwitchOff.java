package obscura.admin.command;

import java.util.Map;
import picocli.CommandLine.Command;

/** Resumes trading. */
@Command(name = "off", description = "Resumes trading.")
final class KillSwitchOff extends Verb {
  @Override
  public Integer call() {
    return act("kill-switch", Map.of("halted", false, "cancelOrders", false));
  }
}
