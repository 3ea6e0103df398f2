package obscura.engine.whole;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A counterparty that writes FIX by hand and keeps neither a log nor a store. Messages are written
 * {@code "35=D|11=o1"}; header, TransactTime(60) where it says {@code 60=now}, and trailer are
 * added. For one thread.
 */
final class Line implements AutoCloseable {
  private static final char SOH = '\u0001';
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 100;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final Socket socket;
  private final InputStream in;
  private final String compId;
  private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
  private final Deque<Heard> unread = new ArrayDeque<>();
  private final List<Heard> all = new ArrayList<>();
  private int next = 1;

  Line(int port, String compId) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port), compId);
  }

  /** Over a connection that is open already. */
  Line(Socket connected, String compId) throws IOException {
    this.socket = connected;
    this.compId = compId;
    socket.setSoTimeout(POLL_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = socket.getInputStream();
  }

  /** UTC now plus some seconds as FIX writes it. */
  static String time(int secondsAhead) {
    return TIME.format(Instant.now().plusSeconds(secondsAhead));
  }

  /** The number of the next message out. */
  Line from(int sequence) {
    next = sequence;
    return this;
  }

  int next() {
    return next;
  }

  /** Logs on, with further fields, and waits until the venue's log knows the session. */
  Line loggedOn(String... more) throws IOException {
    String fields = Stream.of(more).map(field -> "|" + field).collect(Collectors.joining());
    say("35=A|98=0|108=30" + fields);
    await("35=A");
    await("35=h");
    return this;
  }

  /** Sends one message with the next number. */
  void say(String message) throws IOException {
    int type = message.indexOf('|');
    String body =
        message.substring(0, type)
            + "|34="
            + next++
            + "|49="
            + compId
            + "|52="
            + time(0)
            + "|56=VENUE"
            + message.substring(type).replace("60=now", "60=" + time(0))
            + "|";
    String framed = "8=FIX.4.4|9=" + body.length() + "|" + body;
    byte[] bytes = framed.replace('|', SOH).getBytes(StandardCharsets.ISO_8859_1);
    int sum = 0;
    for (byte b : bytes) {
      sum += b & 0xff;
    }
    socket.getOutputStream().write(bytes);
    socket
        .getOutputStream()
        .write(String.format("10=%03d%c", sum % 256, SOH).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The first unread message that has all these {@code tag=value} fields; it is read then. */
  Heard await(String... fields) throws IOException {
    return awaitWithin(PATIENCE, fields)
        .orElseThrow(() ->
            new AssertionError(compId + " never heard " + List.of(fields) + ", unread: " + unread));
  }

  /** As {@link #await}; nothing if it does not come in time. */
  Optional<Heard> awaitWithin(Duration patience, String... fields) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      for (Iterator<Heard> each = unread.iterator(); each.hasNext(); ) {
        Heard heard = each.next();
        if (heard.has(fields)) {
          each.remove();
          return Optional.of(heard);
        }
      }
      if (System.nanoTime() > deadline || !receive()) {
        return Optional.empty();
      }
    }
  }

  /** Everything that has come, once a TestRequest sent now is answered. */
  List<Heard> everythingSoFar(String id) throws IOException {
    say("35=1|112=" + id);
    await("35=0", "112=" + id);
    return List.copyOf(all);
  }

  /** Everything that has come so far. */
  List<Heard> everythingSoFar() {
    return List.copyOf(all);
  }

  /** The number of the next message in, if there was no gap. */
  int nextIn() {
    return all.stream().mapToInt(heard -> Integer.parseInt(heard.get(34))).max().orElse(0) + 1;
  }

  /** False when the venue has closed the connection. */
  private boolean receive() throws IOException {
    try {
      int b = in.read();
      if (b < 0) {
        return false;
      }
      partial.write(b);
      partial.write(in.readNBytes(in.available()));
    } catch (SocketTimeoutException quiet) {
      return true;
    }
    split();
    return true;
  }

  private void split() throws IOException {
    String text = partial.toString(StandardCharsets.ISO_8859_1).replace(SOH, '|');
    int start = 0;
    int trailer = text.indexOf("|10=");
    while (trailer >= 0 && text.length() >= trailer + 8) {
      heard(new Heard(text.substring(start, trailer + 8)));
      start = trailer + 8;
      trailer = text.indexOf("|10=", start);
    }
    partial.reset();
    partial.writeBytes(
        text.substring(start).replace('|', SOH).getBytes(StandardCharsets.ISO_8859_1));
  }

  private void heard(Heard message) throws IOException {
    all.add(message);
    if (message.has("35=1")) {
      say("35=0|112=" + message.get(112));
      return;
    }
    unread.add(message);
  }

  /** Drops the connection without a Logout. */
  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A message as it arrived, with {@code |} between the fields. */
  record Heard(String text) {
    boolean has(String... fields) {
      return Stream.of(fields).allMatch(field -> text.contains("|" + field + "|"));
    }

    /** The first value of a tag; empty if it is absent. */
    String get(int tag) {
      String lead = "|" + tag + "=";
      int at = text.indexOf(lead);
      if (at < 0) {
        return "";
      }
      int from = at + lead.length();
      return text.substring(from, text.indexOf('|', from));
    }
  }
}
