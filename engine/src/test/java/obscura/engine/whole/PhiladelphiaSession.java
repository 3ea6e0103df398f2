package obscura.engine.whole;

import com.paritytrading.philadelphia.FIXConfig;
import com.paritytrading.philadelphia.FIXConnection;
import com.paritytrading.philadelphia.FIXConnectionStatusListener;
import com.paritytrading.philadelphia.FIXMessage;
import com.paritytrading.philadelphia.FIXVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** One FIX 4.4 session of the engine Philadelphia, without any dictionary. For one thread. */
final class PhiladelphiaSession implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 100;
  private static final int BUFFER = 65_536;
  private static final FIXConfig.Builder CONFIG =
      FIXConfig.newBuilder()
          .setVersion(FIXVersion.FIX_4_4)
          .setTargetCompID("VENUE")
          .setHeartBtInt(30)
          .setMaxFieldCount(64)
          .setRxBufferCapacity(BUFFER)
          .setTxBufferCapacity(BUFFER);

  private final SocketChannel channel;
  private final Selector selector;
  private final FIXConfig config;
  private final FIXConnection connection;
  private final List<FIXMessage> unread = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private boolean loggedOn;
  private boolean loggedOut;

  PhiladelphiaSession(int port, String compId) throws IOException {
    channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    channel.configureBlocking(false);
    selector = Selector.open();
    channel.register(selector, SelectionKey.OP_READ);
    config = CONFIG.setSenderCompID(compId).build();
    connection =
        new FIXConnection(channel, config, this::keep, new Status(), System.currentTimeMillis());
  }

  /** Logs on from number 1 and waits for the answer. */
  PhiladelphiaSession logOn() throws IOException {
    connection.sendLogon(true);
    long deadline = deadline();
    while (!loggedOn) {
      receive(deadline, "Logon");
    }
    return this;
  }

  /** Logs out and waits for the answer. */
  void logOut() throws IOException {
    connection.sendLogout();
    long deadline = deadline();
    while (!loggedOut) {
      receive(deadline, "Logout");
    }
  }

  /** Sends a message; fields are {@code tag=value}, with {@code 60=now} for this moment. */
  void send(String type, String... fields) throws IOException {
    connection.setCurrentTimeMillis(System.currentTimeMillis());
    FIXMessage message = connection.create();
    connection.prepare(message, type);
    for (String field : fields) {
      int equals = field.indexOf('=');
      String value = field.substring(equals + 1);
      message
          .addField(Integer.parseInt(field.substring(0, equals)))
          .setString(value.equals("now") ? connection.getCurrentTimestamp() : value);
    }
    connection.send(message);
  }

  /** The first unread application message of a type, as the engine parsed it, with the fields. */
  FIXMessage await(String type, String... fields) throws IOException {
    long deadline = deadline();
    while (true) {
      for (Iterator<FIXMessage> each = unread.iterator(); each.hasNext(); ) {
        FIXMessage message = each.next();
        if (message.getMsgType().contentEquals(type) && has(message, fields)) {
          each.remove();
          return message;
        }
      }
      receive(deadline, type + " with " + List.of(fields) + ", unread " + unread);
    }
  }

  /** Rejects, gaps, low numbers and forced closes that the engine met. */
  List<String> complaints() {
    return complaints;
  }

  private static boolean has(FIXMessage message, String... fields) {
    for (String field : fields) {
      int equals = field.indexOf('=');
      var value = message.valueOf(Integer.parseInt(field.substring(0, equals)));
      if (value == null || !value.contentEquals(field.substring(equals + 1))) {
        return false;
      }
    }
    return true;
  }

  private void keep(FIXMessage message) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    message.put(bytes);
    FIXMessage copy = new FIXMessage(config);
    copy.get(bytes.flip());
    unread.add(copy);
  }

  private void receive(long deadline, String awaited) throws IOException {
    if (System.nanoTime() > deadline) {
      throw new AssertionError("never received " + awaited + "; complaints " + complaints);
    }
    selector.select(POLL_MILLIS);
    selector.selectedKeys().clear();
    connection.setCurrentTimeMillis(System.currentTimeMillis());
    if (connection.receive() < 0 && !loggedOut) {
      throw new AssertionError("the venue closed; complaints " + complaints);
    }
    connection.keepAlive();
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  @Override
  public void close() throws IOException {
    selector.close();
    connection.close();
  }

  private final class Status implements FIXConnectionStatusListener {
    @Override
    public void close(FIXConnection closing, String reason) {
      complaints.add("close: " + reason);
    }

    @Override
    public void sequenceReset(FIXConnection reset) {
      complaints.add("sequence reset");
    }

    @Override
    public void tooLowMsgSeqNum(FIXConnection low, long received, long expected) {
      complaints.add("number " + received + " instead of " + expected);
    }

    @Override
    public void reject(FIXConnection rejected, FIXMessage message) {
      complaints.add("reject: " + message);
    }

    @Override
    public void logon(FIXConnection on, FIXMessage message) {
      loggedOn = true;
    }

    @Override
    public void logout(FIXConnection out, FIXMessage message) {
      loggedOut = true;
    }
  }
}
