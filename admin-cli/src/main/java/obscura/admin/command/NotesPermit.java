package obscura.admin.command;

import picocli.CommandLine.Command;

/** Hands in owners' permits. */
@Command(
    name = "permit",
    description = "Hands in what scripts/desk permit printed; the same again does no harm.")
final class NotesPermit extends NotesLines {
  @Override
  String name() {
    return "notes-permit";
  }
}
