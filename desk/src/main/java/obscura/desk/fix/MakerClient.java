package obscura.desk.fix;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** A market maker's client: it answers each request as its policy decides. */
public final class MakerClient implements AutoCloseable {
  private final FixClient connection;
  private final Ids ids = new Ids();
  private final QuotingPolicy policy;

  private MakerClient(FixClient connection, QuotingPolicy policy) {
    this.connection = connection;
    this.policy = policy;
  }

  /** Connects and logs on; see {@link FixClient#connect(FixSettings)}. */
  public static MakerClient connect(FixSettings settings, QuotingPolicy policy) {
    CompletableFuture<MakerClient> ready = new CompletableFuture<>();
    FixClient connection = FixClient.start(settings, received -> ready.join().onReceived(received));
    MakerClient maker = new MakerClient(connection, policy);
    ready.complete(maker);
    connection.awaitLogonOrDrop();
    return maker;
  }

  /** Answers a request now, outside the policy; returns QuoteID(117), or {@code NONE}. */
  public String answer(Received.Request request, Reply reply) {
    return switch (reply) {
      case Reply.Quote quote -> {
        String id = ids.next('S');
        connection.send(Messages.quote(request, quote, id, Instant.now()));
        yield id;
      }
      case Reply.Pass pass -> {
        connection.send(Messages.decline(request, Instant.now()));
        yield "NONE";
      }
      case Reply.Silence silence -> "NONE";
    };
  }

  /** Withdraws a quote (Z). */
  public void withdraw(String quoteId, String symbol) {
    connection.send(Messages.withdraw(quoteId, symbol));
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

  private void onReceived(Received received) {
    if (received instanceof Received.Request request && !request.wire().possDup()) {
      answer(request, policy.onRequest(request));
    }
  }
}
