package obscura.engine.fix;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.port.Directory;

/** The embedded venue's participants and instruments. */
public final class FakeDirectory implements Directory {
  public static final Instrument WETH =
      new Instrument(
          1,
          "WETH-USDC",
          "eip155:1",
          "eip155:1/erc20:0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
          new BigDecimal("0.01"),
          new BigDecimal("0.001"),
          PricingRule.MIDPOINT);
  public static final Instrument SOL =
      new Instrument(
          2,
          "SOL-USDC",
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp",
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/slip44:501",
          new BigDecimal("0.001"),
          new BigDecimal("0.1"),
          PricingRule.MIDPOINT);
  public static final ParticipantId DESK = new ParticipantId("DESK1");
  public static final ParticipantId MAKER = new ParticipantId("MAKER1");
  public static final FirmId DESK_FIRM = new FirmId("ALPHA");
  public static final FirmId MAKER_FIRM = new FirmId("BETA");

  private final List<Participant> participants =
      List.of(
          participant("DESK1", "ALPHA", ParticipantKind.TRADE),
          participant("MAKER1", "BETA", ParticipantKind.MAKER),
          participant("MAKER2", "GAMMA", ParticipantKind.MAKER),
          participant("DROP1", "ALPHA", ParticipantKind.DROP),
          participant("COMPL1", "VENUE", ParticipantKind.COMPL));

  private static Participant participant(String id, String firm, ParticipantKind kind) {
    return new Participant(
        new ParticipantId(id), new FirmId(firm), kind, PrivacyLevel.COMPLIANT, false, true);
  }

  @Override
  public Optional<Participant> participant(ParticipantId id) {
    return participants.stream().filter(participant -> participant.id().equals(id)).findFirst();
  }

  @Override
  public List<Participant> participants() {
    return participants;
  }

  @Override
  public Optional<Instrument> instrument(String symbol) {
    return instruments().stream().filter(any -> any.symbol().equals(symbol)).findFirst();
  }

  @Override
  public Optional<Instrument> instrument(long number) {
    return instruments().stream().filter(any -> any.number() == number).findFirst();
  }

  @Override
  public List<Instrument> instruments() {
    return List.of(WETH, SOL);
  }

  @Override
  public boolean isHalted(Instrument instrument) {
    return false;
  }

  @Override
  public boolean isHalted() {
    return false;
  }

  @Override
  public boolean isEngineAvailable() {
    return true;
  }
}
