package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about instruments. */
@Command(
    name = "instrument",
    description = "What may be traded.",
    subcommands = {
      InstrumentAdd.class,
      InstrumentList.class,
      InstrumentHalt.class,
      InstrumentResume.class
    })
final class InstrumentCommands extends Group {}
