package obscura.engine.adapter.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.Accounts;
import obscura.engine.port.CommandLog;
import obscura.engine.port.ComplianceRecords;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.OwnersNotes;
import obscura.engine.port.PartyOperations;
import obscura.engine.port.SessionOperations;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operators' door: {@code POST /v1/commands/NAME} over TLS 1.3 with a client certificate, on
 * loopback. Arguments are a JSON object; the answer is {@code {"done", "text", "rows"}}, for {@code
 * dropcopy-read} lines of JSON. A request id in {@code Idempotency-Key} is carried out once.
 *
 * <p>It is told everything anew at each start and has nothing to remember. Thread-safe.
 */
public final class AdminEndpoint implements EventConsumer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AdminEndpoint.class);
  private static final String PATH = "/v1/commands/";
  private static final String READ_DROP_COPY = "dropcopy-read";
  private static final int BODY_BYTES_MAX = 65_536;

  /** A reading takes two of the store's three connections; the third is for writing. */
  private static final int READINGS_MAX = 1;

  private static final long READING_WAIT_SECONDS = 20;

  private final Calls calls;
  private final ComplianceRecords records;
  private final Semaphore readings = new Semaphore(READINGS_MAX);
  private final Path endpointFile;
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** What operators read and act upon. */
  public record Surroundings(
      CommandLog log,
      Directory directory,
      SessionOperations sessions,
      ComplianceRecords records,
      Accounts accounts,
      PartyOperations parties,
      SettlementHistory history,
      SettlementDesk desk,
      OwnersNotes notes) {}

  /**
   * Takes the port. Nobody is answered before {@link #start}.
   *
   * @throws IllegalArgumentException naming the file of the configuration that cannot be used
   * @throws UncheckedIOException if the port is taken
   */
  public AdminEndpoint(AdminConfig config, Surroundings venue) {
    this.calls = new Calls(venue);
    this.records = venue.records();
    this.endpointFile = config.endpointFile();
    AdminTls tls = AdminTls.of(config);
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      this.server = HttpsServer.create(new InetSocketAddress(loopback, config.port()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + config.port(), e);
    }
    server.setHttpsConfigurator(tls);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /** Begins to answer, and writes the address into the endpoint file. */
  public void start() {
    server.start();
    try {
      Files.writeString(endpointFile, url() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + endpointFile, e);
    }
    LOG.info("operators are answered at {}", url());
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public String name() {
    return "admin";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    if (position > 0) {
      calls.accept(event);
    }
  }

  /** Nothing is kept over a restart, so nothing is ever finished for good. */
  @Override
  public long finished() {
    return 0;
  }

  /** Stops listening; requests under way are cut off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    try {
      Files.deleteIfExists(endpointFile);
    } catch (IOException e) {
      LOG.warn("cannot remove {}", endpointFile);
    }
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      Optional<Answer> answer = answer(exchange);
      if (answer.isPresent()) {
        noteNonsense(exchange, answer.get());
        send(exchange, answer.get());
      }
    } catch (IOException | UncheckedIOException gone) {
      LOG.debug("an operator hung up");
    } catch (RuntimeException failed) {
      LOG.error("an operator's request failed", failed);
    }
  }

  /** Calls that make no sense have not been in the log yet. */
  private void noteNonsense(HttpExchange exchange, Answer answer) {
    if (answer.isNonsense()) {
      String path = exchange.getRequestURI().getPath();
      String name = path.startsWith(PATH) ? path.substring(PATH.length()) : path;
      calls.noteRefused(Operators.caller(exchange), name, Operators.request(exchange), answer);
    }
  }

  /** Empty if the answer has been sent. */
  private Optional<Answer> answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith(PATH)) {
      return Optional.of(Answer.of(Answer.UNKNOWN, "commands are under " + PATH));
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Optional.of(Answer.of(Answer.NOT_POST, "commands are sent with POST"));
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
    if (body.length > BODY_BYTES_MAX) {
      return Optional.of(
          Answer.of(Answer.TOO_LARGE, "arguments may have " + BODY_BYTES_MAX + " bytes"));
    }
    try {
      return answer(exchange, path.substring(PATH.length()), body);
    } catch (IllegalArgumentException e) {
      return Optional.of(Answer.of(Answer.MALFORMED, String.valueOf(e.getMessage())));
    }
  }

  private Optional<Answer> answer(HttpExchange exchange, String name, byte[] body)
      throws IOException {
    Operation by = Operators.operation(exchange);
    Arguments arguments = Arguments.parse(body);
    return name.equals(READ_DROP_COPY)
        ? read(exchange, by, arguments)
        : Optional.of(calls.call(name, by, arguments));
  }

  private Optional<Answer> read(HttpExchange exchange, Operation by, Arguments arguments)
      throws IOException {
    var query = arguments.texts();
    ComplianceRecords.Reading reading = records.prepare(query);
    Answer noted = calls.submit(new OperatorCommand.NoteInquiry(by, "drop copy read " + query));
    if (noted.status() != Answer.DONE) {
      return Optional.of(noted);
    }
    if (!takeReading()) {
      return Optional.of(
          Answer.of(Answer.UNAVAILABLE, "somebody else reads the drop copy; ask again later"));
    }
    try {
      stream(exchange, reading);
      return Optional.empty();
    } finally {
      readings.release();
    }
  }

  private boolean takeReading() {
    try {
      return readings.tryAcquire(READING_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void stream(HttpExchange exchange, ComplianceRecords.Reading reading)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
    exchange.sendResponseHeaders(Answer.DONE, 0);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8))) {
      reading.forEachLine(line -> write(out, line));
    }
  }

  private static void write(Writer out, String line) {
    try {
      out.write(line);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] json = answer.json();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), json.length);
    exchange.getResponseBody().write(json);
  }
}
