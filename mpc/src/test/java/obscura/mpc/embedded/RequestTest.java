package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Refusal;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of requests for quotes: the taker T, makers M1 to M3, everything on shares. */
class RequestTest {
  private static final long BUY = 0;
  private static final long SELL = 1;

  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = open(directory);
  }

  /** The engine that these stories are told to. */
  Rig open(Path directory) {
    return new Rig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private static Vector asked(long side, long quantity) {
    return Vector.input(1, side, quantity, 0, 0, 0);
  }

  private static Vector quoted(long side, long quantity, long price, long fee) {
    return Vector.input(1, side, quantity, price, 0, fee);
  }

  private Handle open(boolean twoWay, boolean partial) {
    Handle request = rig.ask("T", twoWay, partial, asked(BUY, 100), "M1", "M2", "M3");
    assertThat(rig.request(request)).isTrue();
    return request;
  }

  private Handle quote(Handle request, String maker, Vector vector) {
    Handle quote = rig.offer(maker, request, vector);
    assertThat(rig.quote(request, quote)).isTrue();
    return quote;
  }

  @Test
  void takerSeesTheCheapestOfferWithItsFeeAndDealsOnIt() {
    Handle request = open(false, false);
    quote(request, "M1", quoted(SELL, 100, 10_000, 10));
    Handle best = quote(request, "M2", quoted(SELL, 150, 10_004, 2));
    quote(request, "M3", quoted(SELL, 100, 10_100, 0));

    Outcome.Selected selected = rig.select(request);
    Handle terms = selected.oneWay().get(0);
    assertThat(rig.value("T", terms)).isEqualTo(new Vector(1, SELL, 100, 10_004, 0, 2, 0));

    Handle taker = rig.deal("T", terms, Rig.buy(100, 10_004));
    Outcome.Accepted accepted = rig.accept(request, taker);
    assertThat(accepted.valid()).isTrue();
    assertThat(accepted.winner()).containsExactly(best);
    Vector fill = new Vector(1, BUY, 100, 10_004, 0, 0, 0);
    assertThat(rig.value("T", accepted.fill().get(0))).isEqualTo(fill);
    assertThat(rig.value("M2", accepted.fill().get(0))).isEqualTo(fill);
  }

  @Test
  void aRefusedAcceptLeavesTheSelectionStandingAndTellsTheTakerWhy() {
    Handle request = open(false, false);
    quote(request, "M1", quoted(SELL, 100, 10_000, 0));
    Handle terms = rig.select(request).oneWay().get(0);

    assertRefused(request, terms, Rig.buy(100, 9_999), Refusal.PRICE_DIFFERS);
    assertRefused(request, terms, Rig.buy(99, 10_000), Refusal.SIZE_DIFFERS);
    assertRefused(request, terms, Rig.sell(100, 10_000), Refusal.SIDE_DIFFERS);
    assertRefused(request, terms, Rig.order(2, 0, 100, 10_000, 0), Refusal.INSTRUMENT_DIFFERS);
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(100, 0))).valid()).isTrue();
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(100, 0))).valid()).isFalse();
  }

  private void assertRefused(Handle request, Handle terms, Vector taker, Refusal reason) {
    Handle handle = rig.deal("T", terms, taker);
    assertThat(rig.accept(request, handle))
        .isEqualTo(new Outcome.Accepted(false, List.of(), List.of()));
    assertThat(rig.value("T", handle).refusal()).isEqualTo(reason.bit());
  }

  @Test
  void partialRequestsTakeLessAndShowWhatThereIs() {
    Handle request = open(false, true);
    quote(request, "M1", quoted(SELL, 40, 10_000, 0));
    Handle terms = rig.select(request).oneWay().get(0);
    assertThat(rig.value("T", terms).quantity()).isEqualTo(40);
    assertRefused(request, terms, Rig.buy(41, 0), Refusal.SIZE_DIFFERS);
    Outcome.Accepted accepted = rig.accept(request, rig.deal("T", terms, Rig.buy(25, 10_000)));
    assertThat(rig.value("T", accepted.fill().get(0)).quantity()).isEqualTo(25);
  }

  @Test
  void everyReasonOfARefusedQuote() {
    Handle request = open(false, false);
    assertQuoteRefused(
        request, quoted(SELL, 0, 1, 0), Refusal.QUANTITY_RANGE, Refusal.SIZE_DIFFERS);
    assertQuoteRefused(request, quoted(SELL, 100, 0, 0), Refusal.PRICE_RANGE);
    assertQuoteRefused(request, quoted(SELL, 100, 1L << 62, 0), Refusal.PRICE_RANGE);
    assertQuoteRefused(request, quoted(SELL, -1, 1, 0), Refusal.QUANTITY_RANGE);
    assertQuoteRefused(request, quoted(SELL, 100, 1, 10_000), Refusal.RESERVED_BITS);
    assertQuoteRefused(request, quoted(3, 100, 1, 0), Refusal.RESERVED_BITS);
    assertQuoteRefused(request, quoted(BUY, 100, 1, 0), Refusal.SIDE_DIFFERS);
    assertQuoteRefused(request, quoted(SELL, 99, 1, 0), Refusal.SIZE_DIFFERS);
    assertQuoteRefused(request, Vector.input(2, SELL, 100, 1, 0, 0), Refusal.INSTRUMENT_DIFFERS);
    assertQuoteRefused(
        request,
        Vector.input(3, SELL, 100, 1, 101, 0),
        Refusal.INSTRUMENT_DIFFERS,
        Refusal.INSTRUMENT_NOT_ENABLED,
        Refusal.MINIMUM_ABOVE_QUANTITY);
    assertThat(rig.select(request).oneWay()).isEmpty();
  }

  private void assertQuoteRefused(Handle request, Vector vector, Refusal... reasons) {
    Handle quote = rig.offer("M1", request, vector);
    assertThat(rig.quote(request, quote)).isFalse();
    long expected = 0;
    for (Refusal reason : reasons) {
      expected |= reason.bit();
    }
    assertThat(rig.value("M1", quote).refusal()).isEqualTo(expected);
  }

  @Test
  void aRequestWithAPriceIsRefused() {
    Handle request = rig.ask("T", false, false, Vector.input(1, BUY, 100, 5, 0, 0), "M1");
    assertThat(rig.request(request)).isFalse();
    assertThat(rig.value("T", request).refusal()).isEqualTo(Refusal.PRICE_RANGE.bit());
  }

  @Test
  void replacedAndWithdrawnQuotesDoNotTakePart() {
    Handle request = open(false, false);
    quote(request, "M1", quoted(SELL, 100, 100, 0));
    quote(request, "M1", quoted(SELL, 100, 300, 0));
    Handle withdrawn = quote(request, "M2", quoted(SELL, 100, 150, 0));
    assertThat(rig.withdraw("M2", request, withdrawn)).isEqualTo(new Outcome.Done());
    quote(request, "M3", quoted(SELL, 100, 301, 0));
    assertThat(rig.value("T", rig.select(request).oneWay().get(0)).price()).isEqualTo(300);
  }

  @Test
  void bothSidesOfAQuoteStandTogetherAndTheNextMessageReplacesBoth() {
    Handle request = open(true, false);
    Origin message = rig.quoting("M1", request);
    assertThat(rig.quote(request, rig.put(message, quoted(SELL, 100, 10_010, 0)))).isTrue();
    Handle second = rig.put(secondSide(message), quoted(BUY, 100, 10_000, 0));
    assertThat(rig.quote(request, second)).isTrue();
    quote(request, "M1", quoted(SELL, 100, 10_020, 0));
    Outcome.Selected selected = rig.select(request);
    assertThat(selected.bid()).isEmpty();
    assertThat(rig.value("T", selected.offer().get(0)).price()).isEqualTo(10_020);
  }

  @Test
  void theSecondSideOfARefusedQuoteIsOutAndTheEarlierQuoteStands() {
    Handle request = open(true, false);
    quote(request, "M1", quoted(SELL, 100, 10_010, 0));
    Origin message = rig.quoting("M1", request);
    assertThat(rig.quote(request, rig.put(message, quoted(SELL, 99, 10_000, 0)))).isFalse();
    Handle second = rig.put(secondSide(message), quoted(BUY, 100, 9_000, 0));
    assertThat(rig.quote(request, second)).isFalse();
    Outcome.Selected selected = rig.select(request);
    assertThat(selected.bid()).isEmpty();
    assertThat(rig.value("T", selected.offer().get(0)).price()).isEqualTo(10_010);
  }

  private static Origin secondSide(Origin first) {
    return new Origin(
        first.owner(),
        first.firm(),
        first.sequence(),
        first.timeMillis(),
        first.ownId(),
        1,
        first.openToCompliance(),
        first.purpose());
  }

  @Test
  void twoWayRequestsGetTheBestOfEachSideThatWasQuoted() {
    Handle request = open(true, false);
    Origin both = rig.quoting("M1", request);
    assertThat(rig.quote(request, rig.put(both, quoted(SELL, 100, 10_010, 0)))).isTrue();
    Handle bid = rig.put(secondSide(both), quoted(BUY, 100, 10_000, 5));
    assertThat(rig.quote(request, bid)).isTrue();
    quote(request, "M2", quoted(BUY, 100, 9_999, 0));
    Outcome.Selected selected = rig.select(request);
    assertThat(selected.oneWay()).isEmpty();
    assertThat(rig.value("T", selected.offer().get(0)).price()).isEqualTo(10_010);
    assertThat(rig.value("T", selected.bid().get(0)).price()).isEqualTo(9_999);

    Handle bids = open(true, false);
    quote(bids, "M1", quoted(BUY, 100, 10_000, 5));
    Outcome.Selected oneSided = rig.select(bids);
    assertThat(oneSided.offer()).isEmpty();
    assertThat(oneSided.bid()).hasSize(1);
    Outcome.Accepted accepted =
        rig.accept(bids, rig.deal("T", oneSided.bid().get(0), Rig.sell(100, 10_000)));
    assertThat(accepted.valid()).isTrue();
  }

  @Test
  void thereIsOneSelectionAndNothingAfterTheClose() {
    Handle request = open(false, false);
    quote(request, "M1", quoted(SELL, 100, 100, 0));
    Handle terms = rig.select(request).oneWay().get(0);
    assertThat(rig.select(request).oneWay()).isEmpty();
    Handle late = rig.offer("M2", request, quoted(SELL, 100, 90, 0));
    assertThat(rig.quote(request, late)).isFalse();
    rig.run(new Job.CloseRequest(++rig.job, request, Rig.OPERATOR));
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(100, 0))).valid()).isFalse();
  }

  @Test
  void onlyTheOwnerOfTheRequestAccepts() {
    Handle request = open(false, false);
    quote(request, "M1", quoted(SELL, 100, 100, 0));
    Handle terms = rig.select(request).oneWay().get(0);
    assertThat(rig.accept(request, rig.deal("X", terms, Rig.buy(100, 0))).valid()).isFalse();
  }
}
