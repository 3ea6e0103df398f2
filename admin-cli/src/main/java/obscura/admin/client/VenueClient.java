package obscura.admin.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import obscura.dropcopy.store.DropCopyException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Calls the venue's admin endpoint. One thread. */
public final class VenueClient implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Body(
      boolean done, @Nullable String text, @Nullable List<Map<String, Object>> rows) {}

  private final URI address;
  private final HttpClient http;

  private VenueClient(URI address, HttpClient http) {
    this.address = address;
    this.http = http;
  }

  /**
   * Makes a client; connects with the first call.
   *
   * @throws NotReachableException if the address or the keys are missing
   */
  public static VenueClient of(ConnectionSettings settings) {
    return new VenueClient(
        settings.address(),
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .sslContext(ClientTls.context(settings))
            .build());
  }

  /**
   * Calls and waits for the answer.
   *
   * @param requestId the same id is carried out once, however often it is sent
   * @throws NotReachableException if there is no answer
   */
  public VenueAnswer call(String name, Map<String, ?> arguments, String requestId) {
    HttpRequest request = request(name, arguments, requestId);
    HttpResponse<String> response =
        send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return answer(response.statusCode(), response.body());
  }

  /**
   * Calls and gives each line of the answer as it comes.
   *
   * @return the answer without rows; no line was given unless it is done
   * @throws NotReachableException if there is no answer
   * @throws DropCopyException if it is cut off
   */
  public VenueAnswer read(
      String name, Map<String, ?> arguments, String requestId, Consumer<String> line) {
    HttpRequest request = request(name, arguments, requestId);
    HttpResponse<Stream<String>> response = send(request, HttpResponse.BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != OK) {
        return answer(response.statusCode(), String.join("\n", lines.toList()));
      }
      lines.forEach(line);
      return new VenueAnswer(VenueAnswer.Outcome.DONE, "", List.of());
    } catch (UncheckedIOException e) {
      throw new DropCopyException("the answer is cut off: the venue hung up", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }

  private HttpRequest request(String name, Map<String, ?> arguments, String requestId) {
    return HttpRequest.newBuilder(address.resolve("/v1/commands/" + name))
        .timeout(ANSWER_MAX)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", requestId)
        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(arguments)))
        .build();
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (SSLException e) {
      throw new NotReachableException(
          "the venue at " + address + " and this client do not accept each other's certificates",
          e);
    } catch (ConnectException | HttpTimeoutException e) {
      throw new NotReachableException("the venue at " + address + " does not answer", e);
    } catch (IOException e) {
      throw new NotReachableException(
          "the venue at "
              + address
              + " hung up before it answered, as it does when it does not accept a certificate",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotReachableException("interrupted", e);
    }
  }

  private VenueAnswer answer(int status, String json) {
    try {
      Body body = JSON.readValue(json, Body.class);
      return new VenueAnswer(
          outcome(status, body.done()),
          body.text() == null ? "" : body.text(),
          body.rows() == null ? List.of() : body.rows());
    } catch (JacksonException e) {
      throw new NotReachableException(address + " is not a venue: it answers " + status, e);
    }
  }

  private static VenueAnswer.Outcome outcome(int status, boolean done) {
    return switch (status) {
      case OK -> done ? VenueAnswer.Outcome.DONE : VenueAnswer.Outcome.REFUSED;
      case CONFLICT -> VenueAnswer.Outcome.REFUSED;
      case BAD_REQUEST, NOT_FOUND -> VenueAnswer.Outcome.MALFORMED;
      default -> VenueAnswer.Outcome.UNAVAILABLE;
    };
  }
}
