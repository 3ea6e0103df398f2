package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about requests for quotes. */
@Command(
    name = "rfq",
    description = "Requests for quotes, without their values.",
    subcommands = {RfqTranscript.class})
final class RfqCommands extends Group {}
