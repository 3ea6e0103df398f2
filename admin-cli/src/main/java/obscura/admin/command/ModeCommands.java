package obscura.admin.command;

import picocli.CommandLine.Command;

/** The two modes of asking makers. */
@Command(
    name = "mode",
    description = "Which makers are asked.",
    subcommands = {ModePermissioned.class, ModePermissionless.class})
final class ModeCommands extends Group {}
