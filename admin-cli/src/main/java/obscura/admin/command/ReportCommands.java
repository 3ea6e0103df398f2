package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about reports. */
@Command(
    name = "report",
    description = "Reports from the drop copy.",
    subcommands = {ReportDaily.class})
final class ReportCommands extends Group {}
