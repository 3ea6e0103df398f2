package obscura.desk.bench;

import java.util.concurrent.Semaphore;
import obscura.desk.load.Bodies;
import obscura.desk.load.LoadSession;
import obscura.desk.load.RawMessage;
import obscura.domain.Side;

/** Sends orders on one session and waits for their ExecutionReport(New). */
final class OrderFlow {
  static final String SYMBOL = "WETH-USDC";
  private static final String QUANTITY = "1";
  private final LoadSession session;
  private final Side side;
  private final String price;
  private long sent;

  OrderFlow(LoadSession session, Side side, String price) {
    this(session, side, price, 0);
  }

  /** Goes on after an earlier flow of the same session that sent so many. */
  OrderFlow(LoadSession session, Side side, String price, long sent) {
    this.sent = sent;
    this.session = session;
    this.side = side;
    this.price = price;
  }

  /** One at a time: order out to report in. */
  Latencies oneByOne(int count) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < count; i++) {
      String id = newId();
      long start = session.send(Bodies.order(id, SYMBOL, side, QUANTITY, price, '0'));
      latencies.record(acknowledged(id).nanos() - start);
    }
    return latencies;
  }

  /** As many as may be in flight at once; returns reports per second. */
  double inFlight(int count, int window) {
    Semaphore room = new Semaphore(window);
    long start = System.nanoTime();
    Thread sender = Thread.ofPlatform().name("orders out").start(() -> sendAll(count, room));
    for (int i = 0; i < count; i++) {
      session.next(OrderFlow::isNew);
      room.release();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    join(sender);
    return count / seconds;
  }

  private void sendAll(int count, Semaphore room) {
    for (int i = 0; i < count; i++) {
      room.acquireUninterruptibly();
      session.send(Bodies.order(newId(), SYMBOL, side, QUANTITY, price, '0'));
    }
  }

  private RawMessage acknowledged(String id) {
    RawMessage report = session.next(m -> m.is("8", 11, id));
    if (!isNew(report)) {
      throw new IllegalStateException("an order was not accepted: " + report.field(58));
    }
    return report;
  }

  private static boolean isNew(RawMessage message) {
    if (message.is("8", 39, "8")) {
      throw new IllegalStateException("an order was refused: " + message.field(58));
    }
    return message.is("8", 150, "0");
  }

  private String newId() {
    sent++;
    return side.fix() + "-" + sent;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
