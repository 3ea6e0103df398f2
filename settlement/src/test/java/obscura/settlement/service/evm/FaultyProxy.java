package obscura.settlement.service.evm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Stands before a node and passes requests on, with faults. */
final class FaultyProxy implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  volatile Duration delay = Duration.ZERO;
  volatile boolean lies;
  volatile boolean down;
  volatile int blocksBehind;
  private final HttpServer server;
  private final URI node;
  private final HttpClient client = HttpClient.newHttpClient();

  private FaultyProxy(HttpServer server, URI node) {
    this.server = server;
    this.node = node;
  }

  static FaultyProxy before(URI node) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      FaultyProxy proxy = new FaultyProxy(server, node);
      server.createContext("/", proxy::pass);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    try (exchange) {
      Thread.sleep(delay);
      if (down) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      ObjectNode request = (ObjectNode) JSON.readTree(exchange.getRequestBody().readAllBytes());
      ObjectNode answer = ask(request);
      bend(request, answer);
      byte[] body = JSON.writeValueAsBytes(answer);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void bend(ObjectNode request, ObjectNode answer)
      throws IOException, InterruptedException {
    String method = request.path("method").asString();
    boolean latest = request.path("params").path(0).asString("").equals("latest");
    if (lies && method.equals("eth_getTransactionCount")) {
      answer.put("result", "0x63");
    }
    if (lies && method.equals("eth_getTransactionReceipt")) {
      answer.putNull("result");
    }
    if (blocksBehind > 0 && method.equals("eth_getBlockByNumber") && latest) {
      long head = Long.decode(answer.path("result").path("number").asString());
      ObjectNode earlier = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
      earlier.put("method", "eth_getBlockByNumber");
      earlier
          .putArray("params")
          .add("0x" + Long.toHexString(Math.max(0, head - blocksBehind)))
          .add(false);
      answer.set("result", ask(earlier).get("result"));
    }
  }

  private ObjectNode ask(ObjectNode request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(node)
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        JSON.writeValueAsString(request), StandardCharsets.UTF_8))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return (ObjectNode) JSON.readTree(response.body());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
