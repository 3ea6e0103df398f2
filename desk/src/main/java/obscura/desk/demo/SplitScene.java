package obscura.desk.demo;

import java.time.Duration;
import java.util.Objects;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.MakerClient;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Received.QuoteOffer;
import obscura.desk.fix.Received.QuoteOutcome;
import obscura.desk.fix.RequestTicket;
import obscura.domain.Side;

/** A request larger than any maker's size: two of three fill it together, each at its own price. */
final class SplitScene {
  private static final String QUANTITY = "50";
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Stage stage;
  private final Narrator narrator;

  SplitScene(Stage stage, Narrator narrator) {
    this.stage = stage;
    this.narrator = narrator;
  }

  /** Plays the scene. */
  void play() {
    DeskClient desk = stage.desk1();
    narrator.tell("DESK1", "asks to buy " + QUANTITY + "; several makers may fill it together");
    String request =
        desk.requestQuote(RequestTicket.of(QuoteScene.SYMBOL, Side.BUY, QUANTITY).forSeveral());
    QuoteOffer offer = desk.await(QuoteOffer.class, q -> q.requestId().equals(request), SOON);
    narrator.tell(
        offer.wire().at(),
        "DESK1",
        "sees one price for "
            + Words.size(offer.offerSize())
            + ": "
            + Words.price(offer.offerPx())
            + ", the mean of the cheapest parts");
    MakerClient third = Objects.requireNonNull(stage.makers().get("MAKER3"));
    int before = third.inbox().size();
    String order = desk.accept(offer, Side.BUY);
    tellFill(desk, order, false);
    tellFill(desk, order, true);
    narrator.remark("Each maker has its own fill at its own price, and knows of no other.");
    QuoteOutcome outcome =
        third.inbox().awaitAfter(before, QuoteOutcome.class, QuoteOutcome::isDoneAway, SOON);
    narrator.tell(outcome.wire().at(), "MAKER3", "is told: done away");
  }

  private void tellFill(DeskClient desk, String order, boolean last) {
    Execution fill =
        desk.await(
            Execution.class,
            r -> r.concerns(order) && r.isFill() && last == (r.leavesQty().signum() == 0),
            SOON);
    narrator.tell(fill.wire().at(), "DESK1", Words.fill(fill) + " (trade " + fill.matchId() + ")");
  }
}
