package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about makers. */
@Command(
    name = "maker",
    description = "Who may quote.",
    subcommands = {WhitelistCommands.class})
final class MakerCommands extends Group {}
