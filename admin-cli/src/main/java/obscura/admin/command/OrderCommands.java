package obscura.admin.command;

import picocli.CommandLine.Command;

/** Verbs about open orders. */
@Command(
    name = "order",
    description = "Open orders, without their values.",
    subcommands = {OrderList.class, OrderCancel.class})
final class OrderCommands extends Group {}
