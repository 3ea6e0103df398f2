package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.WorldCommand;
import org.junit.jupiter.api.Test;

/** Whoever starts anew is told what business stands open, and nothing that is over. */
final class StandingTest extends VenueStory {
  private List<StandingEvent> standing() {
    return venue().describe(now).stream()
        .filter(StandingEvent.class::isInstance)
        .map(StandingEvent.class::cast)
        .toList();
  }

  private StandingEvent invited(obscura.domain.ParticipantId maker, boolean quoted) {
    return new StandingEvent.InvitationStands(
        now, maker, new RfqId(1), alias("r1", maker), quoted, PrivacyLevel.COMPLIANT);
  }

  @Test
  void nothingStandsWhereNothingIsOpen() {
    given(order(DESK1, "o1", buy(10, 100)), cancel(DESK1, "c1", "o1"));
    given(ask(DESK1, "r1", buy(10, 0)), cancelRequest(DESK1, "r1"));
    assertThat(standing()).isEmpty();
  }

  @Test
  void anOrderStandsOnceItIsReported() {
    tell(order(DESK1, "o1", buy(10, 100)));
    assertThat(standing()).isEmpty();
    answerAll();
    var reported = (OrderEvent.OrderReported) everything.getLast();
    assertThat(standing()).containsExactly(new StandingEvent.OrderStands(now, reported.order()));
  }

  @Test
  void aRequestStandsWithItsInvitationsUntilItIsDealtAndTheTradeUntilItIsFinal() {
    tell(ask(DESK1, "r1", buy(10, 0)));
    assertThat(standing()).as("the parties check it").isEmpty();
    answerAll();
    given(quote(MAKER1, "a1", "r1", sell(10, 105)));
    StandingEvent asking = new StandingEvent.RequestStands(now, DESK1, new RfqId(1));
    assertThat(standing())
        .containsExactly(
            asking, invited(MAKER1, true), invited(MAKER2, false), invited(MAKER3, false));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    given(accept(DESK1, "d1", shown(), buy(10, 105)));
    assertThat(standing())
        .containsExactlyElementsOf(
            Stream.of(DESK1, MAKER1)
                .map(side -> new StandingEvent.TradeStands(now, side, new TradeId(1)))
                .toList());
    given(new WorldCommand.RecordSettlement(new TradeId(1), SettlementState.FINAL, 0));
    assertThat(standing()).isEmpty();
  }

  @Test
  void whatAMakerTookBackStandsNoMore() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(new RequestCommand.WithdrawQuotes(MAKER1, Optional.empty()));
    assertThat(standing()).contains(invited(MAKER1, false));
  }
}
