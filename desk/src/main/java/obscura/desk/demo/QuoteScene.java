package obscura.desk.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.MakerClient;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Received.QuoteOffer;
import obscura.desk.fix.Received.QuoteOutcome;
import obscura.desk.fix.Received.QuoteStatus;
import obscura.desk.fix.Received.Request;
import obscura.desk.fix.Received.TradeReport;
import obscura.desk.fix.RequestTicket;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;

/** A request for quotes with three makers: only the best price is ever shown, to its taker. */
final class QuoteScene {
  static final String SYMBOL = "WETH-USDC";
  private static final String QUANTITY = "25";
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration SETTLED = Duration.ofSeconds(40);
  private final Stage stage;
  private final Narrator narrator;

  QuoteScene(Stage stage, Narrator narrator) {
    this.stage = stage;
    this.narrator = narrator;
  }

  /** Plays the scene and returns the taker's fill. */
  Execution play() {
    DeskClient desk = stage.desk1();
    narrator.tell("DESK1", "asks for quotes: buy " + QUANTITY + " " + SYMBOL);
    String request = desk.requestQuote(RequestTicket.of(SYMBOL, Side.BUY, QUANTITY));
    stage.makers().forEach(this::tellMaker);
    QuoteOffer best = desk.await(QuoteOffer.class, q -> q.requestId().equals(request), SOON);
    narrator.tell(
        best.wire().at(),
        "DESK1",
        "sees one price: " + offer(best.offerSize(), best.offerPx()) + "; nobody else's");
    Execution fill = accept(desk, best);
    stage.makers().forEach(this::tellOutcome);
    tellSettlement(desk, fill);
    return fill;
  }

  private void tellMaker(String name, MakerClient maker) {
    Request request = maker.await(Request.class, r -> true, SOON);
    narrator.tell(
        request.wire().at(),
        name,
        "sees: somebody wants to buy "
            + Words.size(request.quantity())
            + " "
            + request.symbol()
            + " (request "
            + request.requestId()
            + ", no name)");
    QuoteStatus taken = maker.await(QuoteStatus.class, s -> s.status() == 0, SOON);
    String quoted = Words.price(stage.offers().get(name));
    narrator.tell(taken.wire().at(), name, "quotes " + quoted + ", sealed until the window ends");
  }

  private Execution accept(DeskClient desk, QuoteOffer best) {
    narrator.tell("DESK1", "accepts");
    String order = desk.accept(best, Side.BUY);
    Execution fill =
        desk.await(Execution.class, r -> r.concerns(order) && (r.isFill() || r.isRefused()), SOON);
    if (fill.isRefused()) {
      throw new IllegalStateException("the venue refused the deal: " + fill.text());
    }
    narrator.tell(fill.wire().at(), "DESK1", Words.fill(fill) + " (trade " + fill.matchId() + ")");
    return fill;
  }

  private void tellOutcome(String name, MakerClient maker) {
    if (isWinner(name)) {
      Execution fill = maker.await(Execution.class, Execution::isFill, SOON);
      narrator.tell(fill.wire().at(), name, Words.fill(fill));
    } else {
      QuoteOutcome outcome = maker.await(QuoteOutcome.class, QuoteOutcome::isDoneAway, SOON);
      narrator.tell(outcome.wire().at(), name, "is told: done away (no price, no rank)");
    }
  }

  private boolean isWinner(String name) {
    BigDecimal own = stage.offers().get(name);
    return own != null
        && stage.offers().entrySet().stream()
            .filter(other -> !other.getKey().equals(name))
            .map(Map.Entry::getValue)
            .allMatch(price -> own.compareTo(price) < 0);
  }

  private void tellSettlement(DeskClient desk, Execution fill) {
    TradeReport report =
        desk.await(
            TradeReport.class,
            trade ->
                String.valueOf(fill.matchId()).equals(trade.matchId())
                    && String.valueOf(trade.text()).contains(": final"),
            SETTLED);
    narrator.tell(report.wire().at(), "DESK1", "settlement: " + report.text());
  }

  private static String offer(@Nullable BigDecimal size, @Nullable BigDecimal price) {
    return Words.size(size) + " at " + Words.price(price);
  }
}
