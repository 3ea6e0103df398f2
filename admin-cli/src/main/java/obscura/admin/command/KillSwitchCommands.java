package obscura.admin.command;

import picocli.CommandLine.Command;

/** The two positions of the kill switch. */
@Command(
    name = "kill-switch",
    description = "Stops or resumes all trading.",
    subcommands = {KillSwitchOn.class, KillSwitchOff.class})
final class KillSwitchCommands extends Group {}
