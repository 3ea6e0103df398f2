package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs by which owners' words about their notes get in. */
@Command(
    name = "notes",
    description = "What owners of notes in a vault hand in, and what is known of them.",
    subcommands = {NotesKeys.class, NotesDeposit.class, NotesPermit.class, NotesShow.class})
final class NotesCommands extends Group {}
