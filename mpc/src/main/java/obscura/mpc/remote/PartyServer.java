package obscura.mpc.remote;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.net.Hello;
import obscura.mpc.net.Porch;
import obscura.mpc.net.Sockets;
import obscura.mpc.net.Transport;
import obscura.mpc.party.Ask;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the venue: one line at a time, the newest. Before a new line is served the old one is cut
 * and its last question has reached the party, so that nothing of it comes later.
 */
public final class PartyServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartyServer.class);
  private static final long MICROS_TO_NANOS = 1_000;

  private final PartyPort party;
  private final int number;
  private final Porch porch;
  private @Nullable Serving serving;
  private boolean closed;

  private record Serving(Outbox outbox, Thread reader) {}

  /**
   * Listens for the venue.
   *
   * @param instance the only venue instance that is served
   */
  public PartyServer(
      int number, PartyPort party, String instance, InetSocketAddress address, Transport transport)
      throws IOException {
    this.number = number;
    this.party = party;
    this.porch =
        new Porch(address, transport, new Hello(instance, Transport.VENUE, number, 0), this::serve);
  }

  /** Begins to serve. */
  public void open() {
    porch.open();
  }

  /** The port in use. */
  public int port() {
    return porch.port();
  }

  private synchronized void serve(Sockets.Arrived venue) {
    release();
    if (closed) {
      venue.line().cut();
      return;
    }
    LOG.info("party {} serves the venue", number);
    Outbox outbox = new Outbox(venue.line(), "mpc-answers");
    Thread reader =
        Thread.ofPlatform().daemon().name("mpc-questions").unstarted(() -> read(venue, outbox));
    serving = new Serving(outbox, reader);
    reader.start();
  }

  private synchronized void release() {
    Serving old = serving;
    serving = null;
    if (old != null) {
      old.outbox().close();
      join(old.reader());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Sockets.Arrived venue, Outbox outbox) {
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(venue.line().in()));
      while (true) {
        answer(Frames.read(in), outbox);
      }
    } catch (MalformedException e) {
      LOG.error("party {} cuts the venue's line: {}", number, e.getMessage());
    } catch (IOException e) {
      LOG.info("party {} lost the venue: {}", number, e.getMessage());
    }
    outbox.close();
  }

  private void answer(byte[] frame, Outbox outbox) {
    Decoder in = new Decoder(frame);
    long id = in.number();
    long deadline = System.nanoTime() + in.number() * MICROS_TO_NANOS;
    Ask ask = new Ask(in.number(), deadline);
    Question question = Question.read(in);
    in.end();
    BiConsumer<Encoder, Throwable> done =
        (answer, problem) -> {
          Encoder out = new Encoder().number(id);
          byte[] bytes =
              problem == null
                  ? out.kind(Answers.GIVEN).raw(answer.bytes()).bytes()
                  : Answers.failed(out, problem).bytes();
          if (!outbox.offer(bytes)) {
            LOG.warn("party {} cuts the venue's line: it takes no answers", number);
            outbox.close();
          }
        };
    asked(question, ask).whenComplete(done);
  }

  private CompletableFuture<Encoder> asked(Question question, Ask ask) {
    Encoder out = new Encoder();
    return switch (question) {
      case Question.Status q -> party.status(ask.deadlineNanos()).thenApply(s -> status(out, s));
      case Question.Join q -> party.join(q.epoch(), ask.deadlineNanos()).thenApply(out::number);
      case Question.Roster q -> party.roster(q.text(), ask.deadlineNanos()).thenApply(out::number);
      case Question.Put q -> party.put(q.input(), ask).thenApply(out::handle);
      case Question.PutSealed q -> party.putSealed(q.part(), ask).thenApply(out::handle);
      case Question.Execute q -> party.execute(q.job(), q.run(), ask).thenApply(out::outcome);
      case Question.Disclose q ->
          party.disclose(q.reveal(), ask).thenApply(d -> Inputs.write(out, d));
      case Question.Unnamed q -> party.unnamed(q.beforeMillis(), ask).thenApply(out::handles);
      case Question.Papers q ->
          party.papers(q.request(), ask).thenApply(papers -> Papered.write(out, papers));
      case Question.Prepare q -> party.prepare(q.run(), ask).thenApply(out::bit);
      case Question.SealFor q ->
          party
              .sealFor(q.handle(), q.auditor(), ask)
              .thenApply(sealed -> out.number(sealed.length).raw(sealed));
      case Question.DrawRoots q -> party.drawRoots(ask).thenApply(out::handles);
      case Question.Measure q ->
          party.measure(q.sample(), q.run(), ask).thenApply(m -> Measurements.write(out, m));
      case Question.Drop q -> party.drop(q.handles(), ask).thenApply(n -> out.number(n));
    };
  }

  private static Encoder status(Encoder out, PartyStatus status) {
    return out.number(status.epoch())
        .number(status.lastRun())
        .number(status.executed())
        .number(status.queued())
        .number(status.triplesReady())
        .number(status.triplesTaken())
        .number(status.suspicions());
  }

  @Override
  public void close() {
    porch.close();
    synchronized (this) {
      closed = true;
      release();
    }
  }
}
