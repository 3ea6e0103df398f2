package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about keys. */
@Command(
    name = "keys",
    description = "Keys of the drop copy's readers.",
    subcommands = {KeysCompliance.class})
final class KeysCommands extends Group {}
