package obscura.engine.fix.inbound;

import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Instrument;
import obscura.engine.port.Secrets;
import quickfix.Group;
import quickfix.Message;
import quickfix.field.Currency;
import quickfix.field.MinTradeVol;
import quickfix.field.MsgType;
import quickfix.field.NoRelatedSym;
import quickfix.field.RoundLot;
import quickfix.field.SecurityDesc;
import quickfix.field.SecurityID;
import quickfix.field.SecurityIDSource;
import quickfix.field.SecurityListRequestType;
import quickfix.field.SecurityReqID;
import quickfix.field.SecurityRequestResult;
import quickfix.field.SecurityResponseID;
import quickfix.field.Symbol;

/** Answers SecurityListRequest(x) by SecurityList(y) (rules of engagement 6.4). */
final class SecurityLists {
  private static final int[] ORDER = {
    Symbol.FIELD,
    SecurityID.FIELD,
    SecurityIDSource.FIELD,
    SecurityDesc.FIELD,
    Currency.FIELD,
    RoundLot.FIELD,
    MinTradeVol.FIELD,
    0
  };

  private final Common common;
  private final Secrets secrets;

  SecurityLists(Common common, Secrets secrets) {
    this.common = common;
    this.secrets = secrets;
  }

  Translation list(Received received) {
    Fields fields = new Fields(received.message());
    String type = fields.textOr(SecurityListRequestType.FIELD, "");
    List<Instrument> found =
        switch (type) {
          case "4" -> common.instruments();
          case "0" -> common.instrument(fields).stream().toList();
          default -> List.of();
        };
    boolean served = type.equals("4") || type.equals("0");
    String result = !served ? "1" : found.isEmpty() ? "2" : "0";
    return new Translation.Answered(
        answer(fields.textOr(SecurityReqID.FIELD, "NONE"), result, groups(received, found)));
  }

  private List<Group> groups(Received received, List<Instrument> found) {
    Optional<FirmId> firm = common.firm(received.sender());
    return found.stream()
        .map(instrument ->
            group(instrument, firm.map(own -> secrets.least(own, instrument)).orElse(0L)))
        .toList();
  }

  private static Message answer(String requestId, String result, List<Group> found) {
    Message answer = new Message();
    answer.getHeader().setString(MsgType.FIELD, "y");
    answer.setString(SecurityReqID.FIELD, requestId);
    answer.setString(SecurityResponseID.FIELD, "Y-" + requestId);
    answer.setString(SecurityRequestResult.FIELD, result);
    found.forEach(answer::addGroup);
    return answer;
  }

  /**
   * An instrument.
   *
   * @param least quantity in lots that the parties take of this firm
   */
  private static Group group(Instrument instrument, long least) {
    Group group = new Group(NoRelatedSym.FIELD, Symbol.FIELD, ORDER);
    group.setString(Symbol.FIELD, instrument.symbol());
    group.setString(SecurityID.FIELD, instrument.assetId());
    group.setString(SecurityIDSource.FIELD, "8");
    group.setString(
        SecurityDesc.FIELD,
        "tick " + instrument.tick().toPlainString() + ", chain " + instrument.chain());
    group.setString(Currency.FIELD, instrument.quote());
    group.setString(RoundLot.FIELD, instrument.lot().toPlainString());
    group.setString(MinTradeVol.FIELD, instrument.quantity(Math.max(1, least)).toPlainString());
    return group;
  }
}
