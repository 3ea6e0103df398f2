package obscura.mpc.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;

/**
 * {@code /health} and {@code /metrics} on loopback. Healthy (200) is a party that answers and is in
 * an epoch with the others; else 503 with the reason in one line.
 */
final class HealthPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final PartyPort party;
  private final HttpServer server;

  HealthPage(int port, PartyPort party, Supplier<String> metrics) throws IOException {
    this.party = party;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/health", this::health);
    server.createContext("/metrics", exchange -> send(exchange, OK, metrics.get()));
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void health(HttpExchange exchange) throws IOException {
    try {
      PartyStatus status =
          party
              .status(System.nanoTime() + PATIENCE.toNanos())
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      String where = "epoch " + status.epoch() + ", executed " + status.executed() + "\n";
      send(
          exchange,
          status.epoch() == 0 ? UNAVAILABLE : OK,
          status.epoch() == 0 ? "alone, executed " + status.executed() + "\n" : "ok, " + where);
    } catch (ExecutionException e) {
      send(exchange, UNAVAILABLE, "stopped: " + e.getCause() + "\n");
    } catch (TimeoutException e) {
      send(exchange, UNAVAILABLE, "busy: no answer within " + PATIENCE.toMillis() + " ms\n");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      send(exchange, UNAVAILABLE, "shutting down\n");
    }
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(code, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
