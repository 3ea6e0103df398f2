package obscura.desk.fix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.FileStoreFactory;
import quickfix.Initiator;
import quickfix.Message;
import quickfix.RuntimeError;
import quickfix.Session;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;

/**
 * One FIX 4.4 session to the venue, of any kind. It reconnects every second until it is closed and
 * goes on with the sequence numbers of its store. Sending is safe from any thread.
 */
public final class FixClient implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);
  private final FixSettings settings;
  private final SessionEvents events = new SessionEvents();
  private final Inbox inbox = new Inbox(events::last);
  private final Initiator initiator;
  private final Session session;

  private FixClient(FixSettings settings, Arrivals arrivals) {
    this.settings = settings;
    SessionSettings engine = EngineSettings.of(settings);
    try {
      this.initiator =
          new SocketInitiator(
              new ClientApplication(inbox, arrivals, settings.keepOrders()),
              new FileStoreFactory(engine),
              engine,
              events,
              new DefaultMessageFactory());
      initiator.start();
    } catch (ConfigError | RuntimeError e) {
      throw new IllegalStateException("the FIX engine refuses the settings of " + settings, e);
    }
    this.session = Session.lookupSession(initiator.getSessions().getFirst());
  }

  /**
   * Connects and logs on.
   *
   * @throws NothingArrivedException with the last session events when the logon does not succeed
   *     within the settings' time
   */
  public static FixClient connect(FixSettings settings) {
    return connect(settings, received -> {});
  }

  /** As {@link #connect(FixSettings)}; the listener runs on the FIX thread for every message. */
  public static FixClient connect(FixSettings settings, Arrivals arrivals) {
    FixClient client = start(settings, arrivals);
    client.awaitLogonOrDrop();
    return client;
  }

  void awaitLogonOrDrop() {
    try {
      awaitLogon(settings.logonTimeout());
    } catch (NothingArrivedException e) {
      drop();
      throw e;
    }
  }

  /** Starts connecting and returns at once; for clients whose logon is expected to fail. */
  public static FixClient start(FixSettings settings, Arrivals arrivals) {
    return new FixClient(settings, arrivals);
  }

  /** The CompID of this client. */
  public String compId() {
    return settings.compId();
  }

  /** What has been received. */
  public Inbox inbox() {
    return inbox;
  }

  /** The last session events in words: connections, gaps, rejected messages of the venue. */
  public List<String> events() {
    return events.last();
  }

  public boolean isLoggedOn() {
    return session.isLoggedOn();
  }

  /** MsgSeqNum(34) of the next message that this client sends. */
  public int nextSenderSeqNum() {
    return session.getExpectedSenderNum();
  }

  /** MsgSeqNum(34) that this client expects next from the venue. */
  public int nextTargetSeqNum() {
    return session.getExpectedTargetNum();
  }

  /**
   * Sends a message; while the session is down it is stored and goes out by resend.
   *
   * @return whether it left at once
   */
  public boolean send(Message message) {
    return session.send(message);
  }

  /** Waits until the session is logged on, as after a restart of the venue. */
  public void awaitLogon(Duration timeout) {
    awaitState(true, timeout);
  }

  /** Waits until the session is down. */
  public void awaitLogout(Duration timeout) {
    awaitState(false, timeout);
  }

  /** Ends the connection without a Logout, as a cut cable does; the store stays. */
  public void drop() {
    try {
      session.disconnect("dropped by the client", false);
    } catch (IOException e) {
      throw new UncheckedIOException("the store of " + settings.compId() + " failed", e);
    }
    initiator.stop(true);
  }

  /** Logs out and disconnects. */
  @Override
  public void close() {
    initiator.stop(false);
  }

  private void awaitState(boolean wanted, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (session.isLoggedOn() != wanted) {
      if (System.nanoTime() > deadline) {
        String state = wanted ? "logged on" : "logged out";
        throw new NothingArrivedException(
            settings.compId() + " is not " + state + "; session events: " + events());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NothingArrivedException("interrupted while waiting for the session");
    }
  }

  /** Hears every received message on the FIX thread; must return quickly. */
  @FunctionalInterface
  public interface Arrivals {
    void onReceived(Received received);
  }

  /** The text of the venue's last Logout, or null. */
  public @Nullable String logoutText() {
    List<Received.LoggedOut> logouts = inbox.all(Received.LoggedOut.class);
    return logouts.isEmpty() ? null : logouts.getLast().text();
  }
}
