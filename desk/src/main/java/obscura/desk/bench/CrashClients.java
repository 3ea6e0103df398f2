package obscura.desk.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.FixClient;
import obscura.desk.fix.FixSettings;
import obscura.desk.fix.MakerClient;
import obscura.desk.fix.OrderTicket;
import obscura.desk.fix.QuotingPolicy;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Received.QuoteOffer;
import obscura.desk.fix.RequestTicket;
import obscura.desk.launch.Ports;
import obscura.domain.Side;

/**
 * Two desks and three makers with sessions that survive crashes of the venue. One thread drives
 * them; quotes and acceptances happen on the FIX threads.
 */
final class CrashClients implements AutoCloseable {
  private static final Duration RECONNECT = Duration.ofSeconds(30);
  private static final int WINDOW_MILLIS = 200;
  private final Random random;
  private final List<DeskClient> desks = new ArrayList<>();
  private final List<MakerClient> makers = new ArrayList<>();
  private final Map<String, Map<String, BigDecimal>> quantities = new HashMap<>();

  CrashClients(Ports ports, Path stores, Random random) {
    this.random = random;
    for (String name : List.of("DESK1", "DESK2")) {
      FixSettings settings = FixSettings.of("127.0.0.1", ports.trade(), name, stores.resolve(name));
      desks.add(desk(settings.withKeepOrders(true)));
    }
    for (int i = 1; i <= 3; i++) {
      String name = "MAKER" + i;
      FixSettings settings = FixSettings.of("127.0.0.1", ports.maker(), name, stores.resolve(name));
      QuotingPolicy policy = QuotingPolicy.at("2499.0" + i, "2501.0" + i);
      makers.add(MakerClient.connect(settings.withKeepOrders(true), policy));
    }
  }

  private static DeskClient desk(FixSettings settings) {
    CompletableFuture<DeskClient> ready = new CompletableFuture<>();
    DeskClient desk =
        DeskClient.connect(
            settings,
            received -> {
              if (received instanceof QuoteOffer quote && !quote.wire().possDup()) {
                ready.join().accept(quote, Side.BUY);
              }
            });
    ready.complete(desk);
    return desk;
  }

  /** One of the desks enters an order around 2500 that may cross another. */
  void sendOrder() {
    int who = random.nextInt(desks.size());
    Side side = who == 0 ? Side.BUY : Side.SELL;
    String quantity = BigDecimal.valueOf(100 + random.nextInt(4_900), 3).toPlainString();
    String price = BigDecimal.valueOf(249_500 + random.nextInt(1_000), 2).toPlainString();
    DeskClient desk = desks.get(who);
    OrderTicket ticket = OrderTicket.of(OrderFlow.SYMBOL, side, quantity, price);
    String id = desk.sendOrder(ticket);
    sentBy(desk).put(id, ticket.quantity());
  }

  /** The first desk asks for quotes; it accepts whatever comes. */
  void sendRequest() {
    String quantity = Integer.toString(1 + random.nextInt(50));
    desks
        .getFirst()
        .requestQuote(
            RequestTicket.of(OrderFlow.SYMBOL, Side.BUY, quantity).withWindowMillis(WINDOW_MILLIS));
  }

  /** Waits until all are logged on again. */
  void awaitLogons() {
    connections().forEach(connection -> connection.awaitLogon(RECONNECT));
  }

  /** ClOrdIDs of orders that have been answered, by CompID. */
  Map<String, Set<String>> acknowledged() {
    Map<String, Set<String>> all = new HashMap<>();
    for (DeskClient desk : desks) {
      Set<String> sent = sentBy(desk).keySet();
      Set<String> answered = new HashSet<>();
      for (Execution report : desk.inbox().all(Execution.class)) {
        if (sent.contains(report.clOrdId()) && !report.isRefused()) {
          answered.add(report.clOrdId());
        }
      }
      all.put(desk.connection().compId(), answered);
    }
    return all;
  }

  List<DeskClient> desks() {
    return desks;
  }

  List<MakerClient> makers() {
    return makers;
  }

  Map<String, BigDecimal> quantitiesOf(String compId) {
    return Map.copyOf(quantities.getOrDefault(compId, Map.of()));
  }

  private Map<String, BigDecimal> sentBy(DeskClient desk) {
    return quantities.computeIfAbsent(desk.connection().compId(), name -> new HashMap<>());
  }

  List<FixClient> connections() {
    List<FixClient> all = new ArrayList<>();
    desks.forEach(desk -> all.add(desk.connection()));
    makers.forEach(maker -> all.add(maker.connection()));
    return all;
  }

  @Override
  public void close() {
    connections().forEach(FixClient::close);
  }
}
