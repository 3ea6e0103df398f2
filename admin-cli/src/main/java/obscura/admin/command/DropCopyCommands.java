package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about the drop copy. */
@Command(
    name = "dropcopy",
    description = "The compliance records.",
    subcommands = {DropCopyVerify.class, DropCopyExecs.class, DropCopyShow.class})
final class DropCopyCommands extends Group {}
