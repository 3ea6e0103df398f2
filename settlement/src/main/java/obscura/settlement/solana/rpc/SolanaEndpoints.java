package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC to several endpoints of one cluster: the one that answered last is asked first, another
 * one if it does not answer, is ill or lags behind. What each of them says is taken for true. Any
 * thread.
 */
public final class SolanaEndpoints {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int OK = 200;

  /** Block not available, node unhealthy, block behind, internal error, asked too often. */
  private static final Set<Integer> ILL = Set.of(-32004, -32005, -32014, -32016, -32603, 429);

  private final HttpClient client;
  private final List<URI> addresses;
  private final Duration timeout;
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicLong ids = new AtomicLong();

  /**
   * Takes addresses.
   *
   * @param timeout of one request to one endpoint
   * @throws IllegalArgumentException if there is no address
   */
  public SolanaEndpoints(List<URI> addresses, Duration timeout) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("at least one endpoint");
    }
    this.addresses = List.copyOf(addresses);
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** Parameters of a request under construction. */
  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * The result of a request.
   *
   * @param parameters texts, numbers, lists and JSON objects
   * @throws TransactionRefusedException if a transaction was tried out and failed
   * @throws RpcRefusedException if the request itself is not answered by any endpoint
   * @throws IOException if none can be reached
   */
  JsonNode ask(String method, Object... parameters) throws IOException {
    String body = body(method, parameters);
    IOException last = new IOException(method);
    int start = first.get();
    for (int i = 0; i < addresses.size(); i++) {
      int place = (start + i) % addresses.size();
      try {
        JsonNode result = result(method, post(addresses.get(place), body));
        first.set(place);
        return result;
      } catch (RpcRefusedException refused) {
        if (!ILL.contains(refused.code())) {
          throw refused;
        }
        last = refused;
      } catch (TransactionRefusedException refused) {
        throw refused;
      } catch (IOException unanswered) {
        last = unanswered;
      }
    }
    throw last;
  }

  private String body(String method, Object... parameters) {
    ObjectNode request = object();
    request.put("jsonrpc", "2.0").put("id", ids.incrementAndGet()).put("method", method);
    request.set("params", JSON.valueToTree(parameters));
    return JSON.writeValueAsString(request);
  }

  private JsonNode post(URI address, String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException("HTTP status " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (JacksonException noJson) {
      throw new IOException("no JSON was answered", noJson);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static JsonNode result(String method, JsonNode answer) throws IOException {
    JsonNode error = answer.path("error");
    if (error.isObject()) {
      throw Refusals.of(method, error);
    }
    if (!answer.has("result")) {
      throw new IOException(method + ": neither result nor error");
    }
    return answer.path("result");
  }
}
