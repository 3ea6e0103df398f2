package obscura.mpc.remote;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Sample;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.net.Hello;
import obscura.mpc.net.Line;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.Sockets;
import obscura.mpc.net.Transport;
import obscura.mpc.party.Ask;
import obscura.mpc.party.Disclosure;
import obscura.mpc.party.Papers;
import obscura.mpc.party.PartyBusyException;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party in another process. Keeps a line to it, and dials again, ever slower up to some seconds,
 * when the line is lost; meanwhile questions fail at once. Questions without answer are bounded.
 * Any thread.
 */
public final class RemoteParty implements PartyPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteParty.class);
  private static final int UNANSWERED_MAX = 8192;
  private static final long FIRST_RETRY_MILLIS = 100;
  private static final long LAST_RETRY_MILLIS = 3_200;

  /** A party answers every question, if only with a refusal; one that does not is cut off. */
  private static final long OVERDUE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final int number;
  private final InetSocketAddress address;
  private final Transport transport;
  private final Hello hello;
  private final Thread dialler;
  private final AtomicLong ids = new AtomicLong();
  private volatile @Nullable Session session;
  private volatile boolean closed;
  private volatile Runnable lost = () -> {};

  private record Unanswered(long deadlineNanos, Answer answer) {}

  /** What becomes of a question; the decoder is null if it failed. */
  private interface Answer {
    void complete(@Nullable Decoder in, @Nullable RuntimeException failure);
  }

  private record Session(
      Line line, Outbox outbox, ConcurrentSkipListMap<Long, Unanswered> unanswered) {}

  /** Begins to dial. */
  public RemoteParty(int number, InetSocketAddress address, Transport transport, String instance) {
    this.number = number;
    this.address = address;
    this.transport = transport;
    this.hello = new Hello(instance, Transport.VENUE, number, 0);
    this.dialler = Thread.ofPlatform().daemon().name("mpc-party-" + number).start(this::work);
  }

  private void work() {
    long wait = FIRST_RETRY_MILLIS;
    while (!closed) {
      try {
        Line line = Sockets.dial(address, transport, hello);
        wait = FIRST_RETRY_MILLIS;
        serve(line);
      } catch (IOException | RuntimeException e) {
        LOG.warn("no line to party {} at {}: {}", number, address, e.getMessage());
      }
      pause(wait);
      wait = Math.min(2 * wait, LAST_RETRY_MILLIS);
    }
  }

  private void serve(Line line) {
    Outbox outbox = new Outbox(line, "mpc-ask-" + number);
    Session fresh = new Session(line, outbox, new ConcurrentSkipListMap<>());
    session = fresh;
    LOG.info("party {} is connected", number);
    String why = "closed";
    try {
      DataInputStream in = new DataInputStream(new BufferedInputStream(line.in()));
      while (!closed) {
        answer(fresh, new Decoder(Frames.read(in)));
      }
    } catch (IOException | MalformedException e) {
      why = String.valueOf(e.getMessage());
    }
    session = null;
    outbox.close();
    LOG.warn("the line to party {} is lost: {}", number, why);
    lost.run();
    while (true) {
      Map.Entry<Long, Unanswered> first = fresh.unanswered().pollFirstEntry();
      if (first == null) {
        return;
      }
      first.getValue().answer().complete(null, silent("the line is lost"));
    }
  }

  private static void answer(Session session, Decoder in) {
    Unanswered question = session.unanswered().remove(in.number());
    if (question == null) {
      throw new MalformedException("an answer that nobody asked for");
    }
    RuntimeException failure = Answers.failure(in.kind(), in);
    question.answer().complete(failure == null ? in : null, failure);
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private PeerSilentException silent(String why) {
    return new PeerSilentException("party " + number + " does not answer: " + why);
  }

  private <T> CompletableFuture<T> ask(Question question, Ask ask, Function<Decoder, T> reading) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Session current = session;
    if (current == null) {
      result.completeExceptionally(silent("it is not connected"));
      return result;
    }
    cutIfOverdue(current);
    if (current.unanswered().size() >= UNANSWERED_MAX) {
      result.completeExceptionally(
          new PartyBusyException("party " + number + " has " + UNANSWERED_MAX + " unanswered"));
      return result;
    }
    long id = ids.incrementAndGet();
    long micros = TimeUnit.NANOSECONDS.toMicros(ask.deadlineNanos() - System.nanoTime());
    Encoder frame = new Encoder().number(id).number(micros).number(ask.epoch());
    byte[] bytes = Question.write(frame, question).bytes();
    current.unanswered().put(id, new Unanswered(ask.deadlineNanos(), completing(result, reading)));
    if (!current.outbox().offer(bytes)) {
      current.unanswered().remove(id);
      result.completeExceptionally(new PartyBusyException("party " + number + " takes no more"));
    } else if (current.line().socket().isClosed() && current.unanswered().remove(id) != null) {
      result.completeExceptionally(silent("the line is lost"));
    }
    return result;
  }

  private static <T> Answer completing(CompletableFuture<T> result, Function<Decoder, T> reading) {
    return (in, failure) -> {
      if (in == null) {
        result.completeExceptionally(
            failure == null ? new PeerSilentException("no answer") : failure);
        return;
      }
      T value = reading.apply(in);
      in.end();
      result.complete(value);
    };
  }

  private static void cutIfOverdue(Session session) {
    Map.Entry<Long, Unanswered> oldest = session.unanswered().firstEntry();
    if (oldest != null && System.nanoTime() - oldest.getValue().deadlineNanos() > OVERDUE_NANOS) {
      session.line().cut();
    }
  }

  @Override
  public CompletableFuture<PartyStatus> status(long deadlineNanos) {
    return ask(new Question.Status(), new Ask(0, deadlineNanos), RemoteParty::status);
  }

  private static PartyStatus status(Decoder in) {
    return new PartyStatus(
        in.number(), in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
  }

  @Override
  public CompletableFuture<Long> join(long epoch, long deadlineNanos) {
    return ask(new Question.Join(epoch), new Ask(epoch, deadlineNanos), Decoder::number);
  }

  @Override
  public CompletableFuture<Long> roster(String text, long deadlineNanos) {
    return ask(new Question.Roster(text), new Ask(0, deadlineNanos), Decoder::number);
  }

  @Override
  public CompletableFuture<Handle> put(SharedInput input, Ask ask) {
    return ask(new Question.Put(input), ask, Decoder::handle);
  }

  @Override
  public CompletableFuture<Handle> putSealed(SealedPart part, Ask ask) {
    return ask(new Question.PutSealed(part), ask, Decoder::handle);
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job, long run, Ask ask) {
    return ask(new Question.Execute(job, run), ask, Decoder::outcome);
  }

  @Override
  public CompletableFuture<Boolean> prepare(long run, Ask ask) {
    return ask(new Question.Prepare(run), ask, Decoder::bit);
  }

  @Override
  public CompletableFuture<Papers> papers(Handle request, Ask ask) {
    return ask(new Question.Papers(request), ask, Papered::read);
  }

  @Override
  public CompletableFuture<Disclosure> disclose(Reveal request, Ask ask) {
    return ask(new Question.Disclose(request), ask, Inputs::disclosure);
  }

  @Override
  public CompletableFuture<List<Handle>> unnamed(long beforeMillis, Ask ask) {
    return ask(new Question.Unnamed(beforeMillis), ask, Decoder::handles);
  }

  @Override
  public CompletableFuture<Integer> drop(List<Handle> handles, Ask ask) {
    return ask(new Question.Drop(handles), ask, in -> (int) in.number());
  }

  @Override
  public CompletableFuture<Measured> measure(Sample sample, long run, Ask ask) {
    return ask(new Question.Measure(sample, run), ask, Measurements::measured);
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots(Ask ask) {
    return ask(new Question.DrawRoots(), ask, Decoder::handles);
  }

  @Override
  public CompletableFuture<byte[]> sealFor(Handle handle, String auditor, Ask ask) {
    return ask(new Question.SealFor(handle, auditor), ask, in -> in.raw((int) in.number()));
  }

  /** Drops the line; the next one is secured afresh. */
  void redial() {
    Session current = session;
    if (current != null) {
      current.line().cut();
    }
  }

  @Override
  public void whenLost(Runnable listener) {
    lost = listener;
  }

  @Override
  public void close() {
    closed = true;
    redial();
    dialler.interrupt();
  }
}
