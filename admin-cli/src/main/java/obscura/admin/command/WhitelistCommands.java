package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about the makers' whitelist. */
@Command(
    name = "whitelist",
    description = "Makers that are asked in permissioned mode.",
    subcommands = {WhitelistAdd.class, WhitelistRemove.class, WhitelistList.class})
final class WhitelistCommands extends Group {}
