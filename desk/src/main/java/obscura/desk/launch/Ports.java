package obscura.desk.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** The ports on loopback that a venue has announced. */
public record Ports(int trade, int maker, int drop, int compl, int admin, int metrics) {
  private static final String READY = "VENUE READY";
  private static final int LOWEST = 12_000;
  private static final int RANGE = 8_000;

  static boolean announcedBy(String line) {
    return line.startsWith(READY);
  }

  /**
   * Reads {@code VENUE READY trade=PORT maker=PORT drop=PORT compl=PORT admin=PORT metrics=PORT}.
   */
  static Ports parse(String line) {
    Map<String, Integer> ports = new HashMap<>();
    for (String pair : line.substring(READY.length()).trim().split(" +", -1)) {
      int equals = pair.indexOf('=');
      ports.put(pair.substring(0, equals), Integer.valueOf(pair.substring(equals + 1)));
    }
    return new Ports(
        port(ports, "trade"),
        port(ports, "maker"),
        port(ports, "drop"),
        port(ports, "compl"),
        port(ports, "admin"),
        port(ports, "metrics"));
  }

  /** The same ports as {@code key=value} settings; 0 lets the venue choose a free one. */
  List<String> settings() {
    return List.of(
        "fix.trade.port=" + trade,
        "fix.maker.port=" + maker,
        "fix.drop.port=" + drop,
        "fix.compl.port=" + compl,
        "admin.port=" + admin,
        "metrics.port=" + metrics);
  }

  private static int port(Map<String, Integer> ports, String name) {
    Integer port = ports.get(name);
    if (port == null) {
      throw new IllegalArgumentException("the venue did not say its " + name + " port");
    }
    return port;
  }

  /**
   * Addresses on loopback that nobody used a moment ago, below those that the system gives to
   * clients: who is started again must find its own free.
   */
  static List<String> unused(int count) {
    List<String> unused = new ArrayList<>();
    int first = LOWEST + ThreadLocalRandom.current().nextInt(RANGE);
    for (int port = first; unused.size() < count; port++) {
      if (isUnused(port)) {
        unused.add("127.0.0.1:" + port);
      }
    }
    return unused;
  }

  private static boolean isUnused(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
