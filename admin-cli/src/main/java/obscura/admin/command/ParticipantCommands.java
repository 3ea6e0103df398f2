package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about participants. */
@Command(
    name = "participant",
    description = "Who may trade.",
    subcommands = {
      ParticipantAdd.class,
      ParticipantList.class,
      ParticipantShow.class,
      ParticipantSuspend.class,
      ParticipantResume.class
    })
final class ParticipantCommands extends Group {}
