package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about FIX sessions. */
@Command(
    name = "session",
    description = "FIX sessions.",
    subcommands = {
      SessionList.class,
      SessionDisconnect.class,
      SessionSetSeq.class,
      SessionReset.class
    })
final class SessionCommands extends Group {}
