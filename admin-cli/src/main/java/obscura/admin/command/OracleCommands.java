package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about reference prices. */
@Command(
    name = "oracle",
    description = "What instruments of pricing rule REFERENCE are worth.",
    subcommands = {OraclePost.class})
final class OracleCommands extends Group {}
