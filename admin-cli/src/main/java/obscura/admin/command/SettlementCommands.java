package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about what becomes of trades after the match. */
@Command(
    name = "settlement",
    description = "How trades settle, and what operators may do about it. Shows no amounts.",
    subcommands = {
      SettlementList.class,
      SettlementShow.class,
      SettlementRetry.class,
      SettlementCancel.class
    })
final class SettlementCommands extends Group {}
