package obscura.engine.adapter.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * {@code GET /health} and {@code GET /metrics} on loopback (requirement 15.1). Healthy (200) is a
 * venue without an alert; else 503 with the alerts, one in each line. Nothing there is secret, so
 * there is no TLS and no login.
 */
public final class MetricsPage implements AutoCloseable {
  private static final int OK = 200;
  private static final int NOT_GET = 405;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Takes the port and answers from now on.
   *
   * @param port 0 takes a free one
   * @param alerts what is wrong now
   * @throws UncheckedIOException if the port is taken
   */
  public MetricsPage(int port, PrometheusMeterRegistry registry, Supplier<List<String>> alerts) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("metrics.port: cannot listen on 127.0.0.1:" + port, e);
    }
    server.setExecutor(threads);
    server.createContext("/metrics", exchange -> send(exchange, OK, registry.scrape()));
    server.createContext("/health", exchange -> health(exchange, alerts.get()));
    server.start();
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private static void health(HttpExchange exchange, List<String> alerts) throws IOException {
    boolean well = alerts.isEmpty();
    String text = well ? "ok" : String.join("\n", alerts);
    send(exchange, well ? OK : UNAVAILABLE, text + "\n");
  }

  private static void send(HttpExchange exchange, int code, String text) throws IOException {
    boolean get = exchange.getRequestMethod().equals("GET");
    byte[] body = (get ? text : "only GET\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(get ? code : NOT_GET, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
