package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about the three parties of the confidential engine. */
@Command(
    name = "mpc",
    description = "The three parties of the confidential engine.",
    subcommands = {MpcStatus.class, MpcBench.class, MpcRotateKeys.class})
final class MpcCommands extends Group {}
