package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import obscura.domain.Side;

/**
 * A taker's trading client. Every call sends one message and returns its id; what comes back is
 * read from the {@link #inbox}. Safe from any thread.
 */
public final class DeskClient implements AutoCloseable {
  private final FixClient connection;
  private final Ids ids = new Ids();
  private final Map<String, OrderTicket> tickets = new ConcurrentHashMap<>();

  private DeskClient(FixClient connection) {
    this.connection = connection;
  }

  /** Connects and logs on; see {@link FixClient#connect(FixSettings)}. */
  public static DeskClient connect(FixSettings settings) {
    return new DeskClient(FixClient.connect(settings));
  }

  /** As {@link #connect(FixSettings)}; the listener runs on the FIX thread. */
  public static DeskClient connect(FixSettings settings, FixClient.Arrivals arrivals) {
    return new DeskClient(FixClient.connect(settings, arrivals));
  }

  /** Asks the makers for quotes (R); returns QuoteReqID(131). */
  public String requestQuote(RequestTicket ticket) {
    String id = Objects.requireNonNullElseGet(ticket.requestId(), () -> ids.next('R'));
    connection.send(Messages.request(ticket, id, Instant.now()));
    return id;
  }

  /** Asks for quotes with the venue's defaults. */
  public String requestQuote(String symbol, Side side, String quantity) {
    return requestQuote(RequestTicket.of(symbol, side, quantity));
  }

  /** Ends a request (Z); every maker's quote for it is removed. */
  public void cancelRequest(String requestId) {
    connection.send(Messages.cancelRequest(requestId));
  }

  /** Asks for the state of a request (a). */
  public void requestStatus(String requestId, String symbol) {
    connection.send(Messages.requestStatus(requestId, symbol));
  }

  /** Deals at the whole quoted size and price (D with 40=D); returns ClOrdID(11). */
  public String accept(Received.QuoteOffer quote, Side side) {
    BigDecimal size = Objects.requireNonNull(quote.size(side), "no size on that side");
    BigDecimal price = Objects.requireNonNull(quote.price(side), "no price on that side");
    return accept(quote, side, size, price);
  }

  /** As {@link #accept(Received.QuoteOffer, Side)} with a size and a price of the trader's. */
  public String accept(Received.QuoteOffer quote, Side side, BigDecimal size, BigDecimal price) {
    String id = ids.next('A');
    connection.send(Messages.accept(quote, side, size, price, id, Instant.now()));
    return id;
  }

  /** Lets a quote pass (AJ). */
  public void pass(Received.QuoteOffer quote) {
    connection.send(Messages.pass(quote, ids.next('P'), Instant.now()));
  }

  /** Enters a dark order (D); returns ClOrdID(11). */
  public String sendOrder(OrderTicket ticket) {
    String id = Objects.requireNonNullElseGet(ticket.clOrdId(), () -> ids.next('D'));
    tickets.put(id, ticket);
    connection.send(Messages.order(ticket, id, Instant.now()));
    return id;
  }

  /** Cancels an order that this client entered (F); returns the cancel's own id. */
  public String cancel(String clOrdId) {
    String id = ids.next('F');
    connection.send(Messages.cancel(ticket(clOrdId), id, clOrdId, Instant.now()));
    return id;
  }

  /** Changes quantity and limit (G); returns the id under which the order goes on. */
  public String replace(String clOrdId, String newQuantity, String newPrice) {
    OrderTicket changed =
        ticket(clOrdId).changedTo(new BigDecimal(newQuantity), new BigDecimal(newPrice));
    String id = ids.next('G');
    tickets.put(id, changed);
    connection.send(Messages.replace(changed, id, clOrdId, Instant.now()));
    return id;
  }

  /** Asks for the state of an order (H): one report with ExecType I. */
  public void status(String clOrdId) {
    connection.send(Messages.status(ticket(clOrdId), clOrdId));
  }

  /** Asks for the state of all open orders (AF); returns the request's id. */
  public String massStatus() {
    String id = ids.next('M');
    connection.send(Messages.massStatus(id));
    return id;
  }

  /** Cancels all orders (q); returns the request's id. */
  public String massCancel() {
    String id = ids.next('Q');
    connection.send(Messages.massCancel(id, Instant.now()));
    return id;
  }

  /** The session below. */
  public FixClient connection() {
    return connection;
  }

  /** What has been received. */
  public Inbox inbox() {
    return connection.inbox();
  }

  /** Waits for a message of this type; see {@link Inbox#await}. */
  public <T extends Received> T await(
      Class<T> type, Predicate<? super T> wanted, Duration timeout) {
    return inbox().await(type, wanted, timeout);
  }

  /** Logs out. */
  @Override
  public void close() {
    connection.close();
  }

  private OrderTicket ticket(String clOrdId) {
    OrderTicket ticket = tickets.get(clOrdId);
    if (ticket == null) {
      throw new IllegalArgumentException("this client never entered " + clOrdId);
    }
    return ticket;
  }
}
