package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about the three parties of the confidential engine. */
@Command(
    name = "mpc",
    description = "The three parties of the confidential engine.",
    subcommands = {
      MpcStatus.class,
      MpcBench.class,
      MpcSealFor.class,
      MpcRotateKeys.class,
      MpcReplaceParty.class
    })
final class MpcCommands extends Group {}
