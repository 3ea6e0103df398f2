package obscura.desk.demo;

import java.time.Duration;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.OrderTicket;
import obscura.desk.fix.Received.Execution;

/** Two dark orders cross; the larger one is filled in part and keeps resting. */
final class DarkScene {
  static final String BUY_LIMIT = "2517.37";
  static final String SELL_LIMIT = "2491.83";
  private static final String BUY_SIZE = "40";
  private static final String SELL_SIZE = "15";
  private static final Duration SOON = Duration.ofSeconds(10);
  private final Stage stage;
  private final Narrator narrator;

  DarkScene(Stage stage, Narrator narrator) {
    this.stage = stage;
    this.narrator = narrator;
  }

  /** Plays the cross and returns the id of the order that still rests. */
  String cross() {
    String buy = rest(stage.desk1(), OrderTicket.buy(QuoteScene.SYMBOL, BUY_SIZE, BUY_LIMIT));
    String sell = rest(stage.desk2(), OrderTicket.sell(QuoteScene.SYMBOL, SELL_SIZE, SELL_LIMIT));
    narrator.remark("DESK2 never saw DESK1's order, and DESK1 never saw DESK2's.");
    tellFill(stage.desk2(), sell);
    tellFill(stage.desk1(), buy);
    narrator.remark("The price is the middle of the two limits.");
    return buy;
  }

  /** Takes the rest of the order back. */
  void cancel(String order) {
    DeskClient desk = stage.desk1();
    narrator.tell(name(desk), "cancels the rest");
    String cancel = desk.cancel(order);
    Execution report =
        desk.await(Execution.class, r -> r.concerns(cancel) && r.isCancelled(), SOON);
    narrator.tell(
        report.wire().at(),
        name(desk),
        "order "
            + report.orderId()
            + " is cancelled, "
            + Words.size(report.cumQty())
            + " of it was filled");
  }

  private String rest(DeskClient desk, OrderTicket ticket) {
    narrator.tell(
        name(desk),
        "enters a dark order: "
            + Words.side(ticket.side())
            + " "
            + Words.size(ticket.quantity())
            + " "
            + ticket.symbol()
            + ", limit "
            + Words.price(ticket.price()));
    String id = desk.sendOrder(ticket);
    Execution report = desk.await(Execution.class, r -> r.concerns(id), SOON);
    if (report.isRefused()) {
      throw new IllegalStateException("the venue refused the order: " + report.text());
    }
    narrator.tell(
        report.wire().at(), name(desk), "order " + report.orderId() + " is accepted and hidden");
    return id;
  }

  private void tellFill(DeskClient desk, String order) {
    Execution fill = desk.await(Execution.class, r -> r.concerns(order) && r.isFill(), SOON);
    narrator.tell(fill.wire().at(), name(desk), Words.fill(fill));
  }

  private static String name(DeskClient desk) {
    return desk.connection().compId();
  }
}
