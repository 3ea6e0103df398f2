package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** A counterparty that speaks FIX with no engine at all, so that it can also misbehave. */
final class Wire implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final FrameReader frames;
  private final InstantSource clock;
  private final String compId;
  private int next = 1;

  Wire(int port, String compId, InstantSource clock) throws IOException {
    this(new Socket(InetAddress.getLoopbackAddress(), port), compId, clock);
  }

  Wire(Socket socket, String compId, InstantSource clock) throws IOException {
    this.socket = socket;
    this.clock = clock;
    this.compId = compId;
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.frames = new FrameReader(socket.getInputStream());
  }

  /** The number of the next message. */
  Wire from(int sequence) {
    next = sequence;
    return this;
  }

  int next() {
    return next;
  }

  /** Logs on with these further fields, which are written {@code 141=Y|789=3}. */
  Wire logon(String... more) {
    return say("35=A|98=0|108=30", more);
  }

  /** Logs on and expects it to be accepted. */
  Wire loggedOn(String... more) {
    assertThat(logon(more).hear()).contains("|35=A|");
    return this;
  }

  /** Sends a message with the next number. */
  Wire say(String typeAndBody, String... more) {
    return sayAs(next++, typeAndBody, more);
  }

  /** Sends a message with a number of its own. */
  Wire sayAs(int sequence, String typeAndBody, String... more) {
    String type = typeAndBody.split("\\|", 2)[0];
    String rest = typeAndBody.substring(type.length());
    String fields =
        type
            + "|34="
            + sequence
            + "|49="
            + compId
            + "|52="
            + RawFix.timestamp(clock.instant())
            + "|56=VENUE"
            + rest
            + (more.length == 0 ? "" : "|" + String.join("|", more))
            + "|";
    return sayRaw(RawFix.frame(fields.replace('|', RawFix.SOH)));
  }

  /** Sends bytes as they are. */
  Wire sayRaw(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message, written with {@code |}; {@code "closed"} if the venue closed. */
  String hear() {
    try {
      String frame = frames.next();
      return frame == null ? "closed" : frame.replace(RawFix.SOH, '|');
    } catch (SocketException e) {
      return "closed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next message that is no heartbeat or test request. */
  String hearBusiness() {
    String heard = hear();
    while (heard.contains("|35=0|") || heard.contains("|35=1|")) {
      heard = hear();
    }
    return heard;
  }

  /** Sends a TestRequest and returns everything that comes before its answer. */
  String untilAnswered(String id) {
    say("35=1|112=" + id);
    StringBuilder heard = new StringBuilder();
    String message = hear();
    while (!message.contains("|112=" + id + "|")) {
      assertThat(message).isNotEqualTo("closed");
      heard.append(message).append('\n');
      message = hear();
    }
    return heard.toString();
  }

  int localPort() {
    return socket.getLocalPort();
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
