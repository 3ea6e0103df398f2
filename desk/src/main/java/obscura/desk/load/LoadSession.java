package obscura.desk.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * One logged-on session. One thread reads; any thread may send. Heartbeats are answered by the
 * reader, so a session that nobody reads is ended by its counterparty.
 */
public final class LoadSession implements AutoCloseable {
  private static final int READ_TIMEOUT_MILLIS = 30_000;
  private static final int LARGEST_MESSAGE = 1 << 16;
  private final SocketChannel channel;
  private final InputStream in;
  private final String compId;
  private final ByteBuffer out = ByteBuffer.allocateDirect(LARGEST_MESSAGE);
  private final Framer framer = new Framer();
  private int nextSeqNum;

  private LoadSession(SocketChannel channel, String compId, int firstSeqNum) throws IOException {
    this.channel = channel;
    this.compId = compId;
    this.nextSeqNum = firstSeqNum;
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.socket().setSoTimeout(READ_TIMEOUT_MILLIS);
    this.in = channel.socket().getInputStream();
  }

  /** Connects to loopback and logs on with number 1; orders outlive the connection if kept. */
  public static LoadSession logon(int port, String compId, boolean keepOrders) {
    return logon(port, compId, keepOrders, 1);
  }

  /**
   * Connects and logs on.
   *
   * @param firstSeqNum MsgSeqNum(34) of the Logon
   * @throws IllegalStateException with the answer when the venue refuses
   */
  public static LoadSession logon(int port, String compId, boolean keepOrders, int firstSeqNum) {
    try {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      LoadSession session = new LoadSession(channel, compId, firstSeqNum);
      Body logon = Body.of("A").with(98, "0").with(108, "60");
      session.send(keepOrders ? logon.with(8013, "N") : logon);
      RawMessage answer = session.next();
      if (!answer.type().equals("A")) {
        session.close();
        throw new IllegalStateException(compId + " was not let in: " + answer);
      }
      return session;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends one message; returns {@link System#nanoTime} right before the write. */
  public synchronized long send(Body body) {
    byte[] fields = body.bytes();
    String header =
        "35="
            + body.type()
            + "\u000134="
            + nextSeqNum
            + "\u000149="
            + compId
            + "\u000152="
            + Body.utc(Instant.now())
            + "\u000156=VENUE\u0001";
    nextSeqNum++;
    out.clear();
    put("8=FIX.4.4\u00019=" + (header.length() + fields.length) + "\u0001" + header);
    out.put(fields);
    put("10=" + checksum() + "\u0001");
    out.flip();
    long sent = System.nanoTime();
    writeFully();
    return sent;
  }

  /**
   * The next message, after heartbeats and test requests are dealt with.
   *
   * @throws UncheckedIOException when nothing comes for 30 s or the connection ends
   */
  public RawMessage next() {
    while (true) {
      RawMessage message = framer.poll();
      if (message == null) {
        read();
      } else if (message.type().equals("1")) {
        send(Body.of("0").with(112, String.valueOf(message.field(112))));
      } else if (!message.type().equals("0")) {
        return message;
      }
    }
  }

  /** The next message that fits; the others on the way are dropped, a Logout or Reject is not. */
  public RawMessage next(Predicate<RawMessage> wanted) {
    while (true) {
      RawMessage message = next();
      if (wanted.test(message)) {
        return message;
      }
      if (message.type().equals("5") || message.type().equals("3") || message.type().equals("j")) {
        throw new IllegalStateException(compId + " was refused: " + message);
      }
    }
  }

  public String compId() {
    return compId;
  }

  /** MsgSeqNum(34) of the next message out. */
  public synchronized int nextSeqNum() {
    return nextSeqNum;
  }

  /** Cuts the connection without a Logout. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try {
      int count = in.read(framer.buffer(), framer.end(), framer.room());
      if (count < 0) {
        throw new IOException("the venue closed the connection of " + compId);
      }
      framer.received(count, System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeFully() {
    try {
      while (out.hasRemaining()) {
        channel.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String text) {
    out.put(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String checksum() {
    int sum = 0;
    for (int i = 0; i < out.position(); i++) {
      sum += out.get(i) & 0xff;
    }
    int rest = sum & 0xff;
    return (rest < 100 ? "0" : "") + (rest < 10 ? "0" : "") + rest;
  }
}
