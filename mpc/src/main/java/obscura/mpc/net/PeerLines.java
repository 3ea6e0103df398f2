package obscura.mpc.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lines of a party to its two peers over TCP. They live for one epoch: each epoch begins with
 * fresh connections, so that nothing of an earlier one is left in any buffer. The higher number
 * dials, the lower accepts.
 */
public final class PeerLines implements Wiring, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PeerLines.class);
  private static final int PARTIES = 3;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** The others have just said that they are there; so they come soon or not at all. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int party;
  private final String instance;
  private final List<InetSocketAddress> addresses;
  private final Transport transport;
  private final Porch porch;
  private final Deadline deadline;
  private final PeerChannel[] channels = new PeerChannel[PARTIES];
  private final @Nullable Line[] lines = new @Nullable Line[PARTIES];
  private final Sockets.@Nullable Arrived[] arrived = new Sockets.@Nullable Arrived[PARTIES];
  private boolean closed;

  /**
   * Begins to listen at this party's own address.
   *
   * @param party 0, 1 or 2
   * @param instance of the venue, the same at all three
   * @param addresses of the three, in order; the own one is listened at
   */
  public PeerLines(
      int party, String instance, List<InetSocketAddress> addresses, Transport transport)
      throws IOException {
    this.party = party;
    this.instance = instance;
    this.addresses = List.copyOf(addresses);
    this.transport = transport;
    this.deadline = new Deadline(party, this::cut);
    for (int k = 0; k < PARTIES; k++) {
      channels[k] = new PeerChannel(k, deadline);
    }
    Hello expected = new Hello(instance, party + 1, party, 0);
    this.porch = new Porch(addresses.get(party), transport, expected, this::arrive);
    porch.open();
    deadline.open();
  }

  /** The links over these lines. */
  public Links links() {
    return new Links(party, channels[(party + 1) % PARTIES], channels[(party + 2) % PARTIES], this);
  }

  private synchronized void arrive(Sockets.Arrived guest) {
    int from = guest.hello().from();
    if (from >= PARTIES || closed) {
      guest.line().cut();
      return;
    }
    Sockets.Arrived earlier = arrived[from];
    if (earlier != null) {
      earlier.line().cut();
    }
    arrived[from] = guest;
    notifyAll();
  }

  @Override
  public void connect(long epoch, long deadlineNanos) {
    cut();
    refresh();
    long soon = System.nanoTime() + PATIENCE_NANOS;
    long until = deadlineNanos - soon < 0 ? deadlineNanos : soon;
    for (int peer = 0; peer < PARTIES; peer++) {
      if (peer != party) {
        attach(peer, peer < party ? dial(peer, epoch, until) : await(peer, epoch, until));
      }
    }
  }

  /** A peer may have been replaced by one with another certificate. */
  private void refresh() {
    try {
      transport.refresh();
    } catch (IOException e) {
      LOG.error("party {} keeps the certificates that it has: {}", party, e.getMessage());
    }
  }

  private synchronized void attach(int peer, Line line) {
    String expected = HexFormat.of().formatHex(transport.identity(peer));
    if (!line.certificate().isEmpty() && !line.certificate().equals(expected)) {
      line.cut();
      throw new PeerSilentException("party " + peer + " came under a certificate of before");
    }
    if (closed) {
      line.cut();
      throw new PeerSilentException("this party is shutting down");
    }
    lines[peer] = line;
    channels[peer].attach(line);
  }

  private Line dial(int peer, long epoch, long untilNanos) {
    while (true) {
      try {
        return Sockets.dial(
            addresses.get(peer), transport, new Hello(instance, party, peer, epoch));
      } catch (LineRefusedException e) {
        LOG.error("party {}: {}", party, e.getMessage());
        throw new PeerSilentException("party " + peer + " refuses: " + e.getMessage());
      } catch (IOException e) {
        pause(peer, untilNanos, e);
      }
    }
  }

  private synchronized void pause(int peer, long untilNanos, IOException cause) {
    if (closed || untilNanos - System.nanoTime() < RETRY_NANOS) {
      LOG.warn("party {} cannot reach party {}: {}", party, peer, cause.getMessage());
      throw new PeerSilentException("party " + peer + " cannot be reached: " + cause.getMessage());
    }
    await(RETRY_NANOS);
  }

  /** The line that a higher party dialled for this epoch. */
  private synchronized Line await(int peer, long epoch, long untilNanos) {
    while (true) {
      Sockets.Arrived guest = arrived[peer];
      if (guest != null && guest.hello().epoch() > epoch) {
        throw new PeerSilentException("party " + peer + " went on to a later epoch");
      }
      if (guest != null) {
        arrived[peer] = null;
        if (guest.hello().epoch() == epoch) {
          return guest.line();
        }
        guest.line().cut();
      }
      long left = untilNanos - System.nanoTime();
      if (closed || left <= 0) {
        throw new PeerSilentException("party " + peer + " did not come");
      }
      await(Math.min(left, RETRY_NANOS));
    }
  }

  private synchronized void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1_000_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerSilentException("this party is shutting down");
    }
  }

  @Override
  public synchronized void cut() {
    for (int k = 0; k < PARTIES; k++) {
      Line line = lines[k];
      if (line != null) {
        line.cut();
        lines[k] = null;
      }
    }
  }

  @Override
  public byte[] identity(int number) {
    return transport.identity(number);
  }

  @Override
  public void close() {
    porch.close();
    deadline.close();
    synchronized (this) {
      closed = true;
      for (Sockets.Arrived guest : arrived) {
        if (guest != null) {
          guest.line().cut();
        }
      }
      notifyAll();
    }
    cut();
    for (PeerChannel channel : channels) {
      channel.close();
    }
  }
}
