package obscura.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.VenueCommand;
import obscura.settlement.ledger.Ledger;

/** What profile embedded is seeded with: participants, instruments, balances. */
final class Demo {
  private static final String OPERATOR = "profile-embedded";
  static final String CHAIN = "eip155:1";
  private static final BigDecimal PLENTY = new BigDecimal("1000000000000");
  private static final List<String> TOKENS = List.of("WETH", "WBTC", "SOL", "USDC");

  private record Member(String compId, String firm, ParticipantKind kind) {}

  private static final List<Member> MEMBERS =
      List.of(
          new Member("DESK1", "ALPHA", ParticipantKind.TRADE),
          new Member("DESK2", "BETA", ParticipantKind.TRADE),
          new Member("MAKER1", "GAMMA", ParticipantKind.MAKER),
          new Member("MAKER2", "DELTA", ParticipantKind.MAKER),
          new Member("MAKER3", "EPSILON", ParticipantKind.MAKER),
          new Member("DROP1", "ALPHA", ParticipantKind.DROP),
          new Member("COMPL1", "COMPLIANCE", ParticipantKind.COMPL));

  private Demo() {}

  /** Commands that make the demo's world; repeated, they change nothing. */
  static List<VenueCommand> commands() {
    List<VenueCommand> all = new ArrayList<>();
    for (Member member : MEMBERS) {
      var id = new ParticipantId(member.compId());
      all.add(
          new OperatorCommand.AddParticipant(
              operation("participant-" + id),
              id,
              new FirmId(member.firm()),
              member.kind(),
              PrivacyLevel.COMPLIANT));
      if (member.kind() == ParticipantKind.MAKER) {
        all.add(new OperatorCommand.WhitelistMaker(operation("whitelist-" + id), id, true));
      }
    }
    all.add(instrument("WETH-USDC", "erc20:0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"));
    all.add(instrument("WBTC-USDC", "erc20:0x2260fac5e5542a773aa44fbcfedf7c193bc2c599"));
    all.add(instrument("SOL-USDC", "erc20:0xd31a59c85ae9d8edefec411d448f90841571b89c"));
    return all;
  }

  private static OperatorCommand.AddInstrument instrument(String symbol, String asset) {
    return new OperatorCommand.AddInstrument(
        operation("instrument-" + symbol),
        symbol,
        CHAIN,
        CHAIN + "/" + asset,
        new BigDecimal("0.01"),
        new BigDecimal("0.001"),
        PricingRule.MIDPOINT);
  }

  private static Operation operation(String what) {
    return new Operation(OPERATOR, "demo-" + what);
  }

  /** Gives a firm demo balances in every demo token, once. */
  static void fund(Ledger ledger, FirmId firm) {
    for (String token : TOKENS) {
      ledger.fund(firm, token, PLENTY, "demo-" + firm + "-" + token);
    }
  }
}
