package obscura.engine.adapter.admin;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import obscura.domain.Instrument;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.OperatorCommand.SessionAct;
import obscura.engine.core.ParticipantKind;

/** Calls that change something: their names, and the command that each becomes. Pure. */
final class Acts {
  /** Makes the command, or throws {@link IllegalArgumentException} with one line. */
  private interface Translation extends BiFunction<Operation, Arguments, OperatorCommand> {}

  private static final Map<String, Translation> ALL =
      Map.ofEntries(
          Map.entry("participant-add", Acts::addParticipant),
          Map.entry(
              "participant-suspend",
              (by, a) -> new OperatorCommand.SuspendParticipant(by, a.participant())),
          Map.entry(
              "participant-resume",
              (by, a) -> new OperatorCommand.ResumeParticipant(by, a.participant())),
          Map.entry(
              "maker-whitelist-add",
              (by, a) -> new OperatorCommand.WhitelistMaker(by, a.participant(), true)),
          Map.entry(
              "maker-whitelist-remove",
              (by, a) -> new OperatorCommand.WhitelistMaker(by, a.participant(), false)),
          Map.entry("mode", (by, a) -> new OperatorCommand.SetMode(by, a.flag("permissioned"))),
          Map.entry("instrument-add", Acts::addInstrument),
          Map.entry(
              "instrument-halt",
              (by, a) -> new OperatorCommand.HaltInstrument(by, a.text("symbol"))),
          Map.entry(
              "instrument-resume",
              (by, a) -> new OperatorCommand.ResumeInstrument(by, a.text("symbol"))),
          Map.entry("session-disconnect", (by, a) -> session(by, a, SessionAct.DISCONNECT)),
          Map.entry("session-reset", (by, a) -> session(by, a, SessionAct.RESET_SEQUENCE)),
          Map.entry("session-set-seq", Acts::setSequence),
          Map.entry(
              "kill-switch",
              (by, a) ->
                  new OperatorCommand.SwitchTrading(by, a.flag("halted"), a.flag("cancelOrders"))),
          Map.entry(
              "settlement-retry", (by, a) -> new OperatorCommand.RetrySettlement(by, a.trade())),
          Map.entry("oracle-post", (by, a) -> new OperatorCommand.PostReference(by, a.price())),
          Map.entry(
              "order-cancel", (by, a) -> new OperatorCommand.CancelOrderByOperator(by, a.order())));

  private Acts() {}

  /**
   * The command of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  static Optional<OperatorCommand> command(String name, Operation by, Arguments arguments) {
    Optional<OperatorCommand> command =
        Optional.ofNullable(ALL.get(name)).map(t -> t.apply(by, arguments));
    if (command.isPresent()) {
      arguments.checkNoOthers();
    }
    return command;
  }

  private static OperatorCommand addParticipant(Operation by, Arguments a) {
    return new OperatorCommand.AddParticipant(
        by,
        a.participant(),
        a.firm(),
        a.choice("kind", ParticipantKind.class),
        a.choice("privacy", PrivacyLevel.class));
  }

  private static OperatorCommand addInstrument(Operation by, Arguments a) {
    String symbol = a.text("symbol");
    String chain = a.text("chain");
    String assetId = a.text("assetId");
    BigDecimal tick = a.decimal("tick");
    BigDecimal lot = a.decimal("lot");
    PricingRule pricing = a.choice("pricing", PricingRule.class);
    Instrument checked = new Instrument(1, symbol, chain, assetId, tick, lot, pricing);
    return new OperatorCommand.AddInstrument(
        by, checked.symbol(), chain, assetId, tick, lot, pricing);
  }

  private static OperatorCommand session(Operation by, Arguments a, SessionAct act) {
    return new OperatorCommand.OperateSession(by, a.participant(), act, 1, 1);
  }

  private static OperatorCommand setSequence(Operation by, Arguments a) {
    return new OperatorCommand.OperateSession(
        by,
        a.participant(),
        SessionAct.SET_SEQUENCE,
        a.sequenceNumber("nextSender"),
        a.sequenceNumber("nextTarget"));
  }
}
