package obscura.engine.fix.session;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import quickfix.Responder;

/**
 * One socket: a thread that reads and acts on messages, and a thread that writes. Until its Logon
 * is accepted it belongs to nobody. {@link #send} never blocks.
 */
final class Connection implements Responder {
  /** What a connection is for. */
  interface Owner {
    /** Decides on the first message; returns the session it now belongs to, or null. */
    @Nullable Line admit(Connection connection, String firstMessage);

    /** The connection is over; called once. */
    void closed(Connection connection);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final long FIRST_LOGON_MILLIS = 5_000;
  private static final long LAST_WORDS_MILLIS = 2_000;

  /** The engine works off a full {@link GapQueue} by recursion when it holds heartbeats. */
  private static final long STACK_BYTES = 16L << 20;

  private final SessionKind kind;
  private final Socket raw;
  private final @Nullable SSLSocket tls;
  private final Owner owner;
  private final Outbox outbox = new Outbox();
  private volatile Set<String> certified = Set.of();
  private volatile @Nullable Line line;
  private final Thread writer;
  private volatile boolean ending;
  private volatile long endBy = Long.MAX_VALUE;

  Connection(SessionKind kind, Socket raw, @Nullable SSLSocket tls, Owner owner) {
    this.kind = kind;
    this.raw = raw;
    this.tls = tls;
    this.owner = owner;
    this.writer =
        Thread.ofPlatform().daemon().name("fix-out-" + raw.getPort()).unstarted(this::write);
  }

  SessionKind kind() {
    return kind;
  }

  InetAddress source() {
    return raw.getInetAddress();
  }

  /** Whether the client's certificate names this CompID; always true without TLS. */
  boolean isCertifiedFor(String compId) {
    return tls == null || certified.contains(compId);
  }

  /** True once the end has been decided, by either side. */
  boolean isEnding() {
    return ending;
  }

  void start() {
    Thread.ofPlatform()
        .daemon()
        .name("fix-in-" + raw.getPort())
        .stackSize(STACK_BYTES)
        .start(this::read);
  }

  @Override
  public boolean send(String data) {
    byte[] bytes = data.getBytes(StandardCharsets.ISO_8859_1);
    if (outbox.add(bytes)) {
      return true;
    }
    Line mine = line;
    if (mine != null && !ending) {
      ending = true;
      mine.endSlowConsumer(this);
    }
    return false;
  }

  /** Sends even though the client is too slow: the Logout that says so. */
  void sendLast(String data) {
    outbox.addLast(data.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Waits until all bytes have been given to the socket. */
  boolean awaitWritten(long timeoutMillis) {
    try {
      return outbox.awaitEmpty(timeoutMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Closes once what waits has been written, after 2 s at the latest. */
  @Override
  public void disconnect() {
    ending = true;
    if (endBy == Long.MAX_VALUE) {
      endBy = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LAST_WORDS_MILLIS);
    }
    outbox.close();
  }

  /** Closes at once if the client does not take the last words. */
  void abortIfOverdue() {
    if (endBy != Long.MAX_VALUE && System.nanoTime() - endBy > 0) {
      abort();
    }
  }

  @Override
  public String getRemoteAddress() {
    return source().getHostAddress() + ":" + raw.getPort();
  }

  /** Closes at once. */
  void abort() {
    ending = true;
    outbox.close();
    try {
      raw.close();
    } catch (IOException e) {
      LOG.debug("closing {}: {}", getRemoteAddress(), e.getMessage());
    }
  }

  private void read() {
    try {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FIRST_LOGON_MILLIS);
      DeadlineInput in = new DeadlineInput(raw, deadline);
      if (tls != null) {
        shakeHands(tls, in);
      }
      in.wrap(tls == null ? raw.getInputStream() : tls.getInputStream());
      writer.start();
      FrameReader frames = new FrameReader(in);
      String first = frames.next();
      Line admitted = first == null ? null : owner.admit(this, first);
      if (admitted != null) {
        in.lift();
        converse(admitted, frames);
      }
    } catch (IOException e) {
      LOG.debug("{} from {}: {}", kind, getRemoteAddress(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("{} from {}: connection closed by {}", kind, getRemoteAddress(), e.getClass());
    } finally {
      disconnect();
      awaitWriter();
      abort();
      owner.closed(this);
    }
  }

  private void awaitWriter() {
    try {
      writer.join(LAST_WORDS_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Called by the owner before the Logon is answered, so that a slow reader is noticed. */
  void belongTo(Line session) {
    line = session;
  }

  private void shakeHands(SSLSocket socket, DeadlineInput in) throws IOException {
    in.apply();
    socket.startHandshake();
    certified = TlsIdentity.compIds(socket.getSession());
    in.restart(FIRST_LOGON_MILLIS);
  }

  private static void converse(Line line, FrameReader frames) throws IOException {
    String frame;
    while ((frame = frames.next()) != null) {
      line.receive(frame);
    }
  }

  private void write() {
    try {
      OutputStream out = tls == null ? raw.getOutputStream() : tls.getOutputStream();
      byte[] batch;
      while ((batch = outbox.take()) != null) {
        out.write(batch);
      }
      if (tls != null) {
        tls.shutdownOutput();
      }
    } catch (IOException e) {
      LOG.debug("{} to {}: {}", kind, getRemoteAddress(), e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      abort();
    }
  }
}
