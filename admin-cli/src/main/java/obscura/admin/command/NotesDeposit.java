package obscura.admin.command;

import picocli.CommandLine.Command;

/** Hands in what owners say of their deposits. */
@Command(
    name = "deposit",
    description = "Hands in what scripts/desk deposit --word wrote; the same again does no harm.")
final class NotesDeposit extends NotesLines {
  @Override
  String name() {
    return "notes-deposit";
  }
}
