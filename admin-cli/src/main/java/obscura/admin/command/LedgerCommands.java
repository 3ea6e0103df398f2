package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about the accounts of the book-entry rail. */
@Command(
    name = "ledger",
    description = "Firms' accounts on the book-entry rail.",
    subcommands = {
      LedgerBalances.class,
      LedgerEntries.class,
      LedgerDeposit.class,
      LedgerReconcile.class,
      LedgerQueue.class
    })
final class LedgerCommands extends Group {}
