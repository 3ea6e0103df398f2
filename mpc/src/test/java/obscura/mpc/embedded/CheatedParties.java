package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.jspecify.annotations.Nullable;

/** Three parties with a resting order, one of which cheats when told to. */
final class CheatedParties implements AutoCloseable {
  /** So few triples that every job makes some. */
  private static final int BATCH = 128;

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final int TIMES_ASKED = 30;

  /** Milliseconds that a request collects quotes, and that the clocks are later than messages. */
  private static final long WINDOW = 1_000;

  final BentLines lines = new BentLines();
  final EmbeddedParties engine;
  private final AtomicIntegerArray opened = new AtomicIntegerArray(4);
  private final int[] before = new int[3];
  private volatile int openedByCheater;
  private final Handle resting;
  final SetClock clock = new SetClock(0);
  private int records;
  long job;

  CheatedParties(Path directory) {
    this(directory, Mode.MALICIOUS);
  }

  CheatedParties(Path directory, Mode mode) {
    this(directory, new Protection(mode, Supply.insecureForTests(BATCH, 0), PATIENCE));
  }

  CheatedParties(Path directory, Protection protection) {
    engine =
        new EmbeddedParties(
            directory,
            Rig::key,
            new EmbeddedParties.Surroundings(
                Rig.PAPERS,
                Duration.ofSeconds(5),
                clock,
                party -> (what, bits) -> opened.incrementAndGet(party),
                lines.links()),
            protection);
    resting = put("A", Rig.sell(1_000, 100));
    ask(new Job.AddOrder(++job, resting));
  }

  Handle put(String owner, Vector vector) {
    return put(owner, Lifetime.RESTS, vector);
  }

  private Handle put(String owner, Lifetime lifetime, Vector vector) {
    return put(owner, new Purpose.Order(lifetime), vector);
  }

  /** As the venue does: until it is answered. */
  Outcome ask(Job next) {
    return repeated(() -> engine.execute(next).join());
  }

  /** The next job, without cheating. */
  Outcome ask(LongFunction<Job> asked) {
    return ask(asked.apply(++job));
  }

  Handle put(String owner, Purpose purpose, Vector vector) {
    long number = ++records;
    clock.set(number + WINDOW);
    Origin origin = new Origin(owner, owner, number, number, "ID" + number, 0, false, purpose);
    return repeated(() -> engine.put(new Input(origin, vector)).join());
  }

  /** What an entitled recipient reads. */
  Vector value(String recipient, Handle handle) {
    Reveal reveal = new Reveal(List.of(handle), recipient);
    return ((Revealed.Values) repeated(() -> engine.reveal(reveal).join())).vectors().get(0);
  }

  private interface Question<T> {
    T ask();
  }

  private static <T> T repeated(Question<T> question) {
    CompletionException last = null;
    for (int k = 0; k < TIMES_ASKED; k++) {
      try {
        return question.ask();
      } catch (CompletionException e) {
        assertThat(e).hasCauseInstanceOf(MpcUnavailableException.class);
        last = e;
      }
    }
    return fail("not answered", last);
  }

  /**
   * A job with a bent message in it, or in the epoch's start before it. True if it came to the
   * message.
   */
  boolean attempt(Plan plan, boolean atAStart) {
    Handle order = put("B", Lifetime.IMMEDIATE_OR_CANCEL, Rig.buy(3, 100));
    return attempt(plan, atAStart, number -> new Job.AddOrder(number, order), this::isRight);
  }

  /** The same of any job, whose outcome must be right. */
  boolean attempt(
      Plan plan, boolean atAStart, LongFunction<Job> asked, Consumer<Outcome> mustBeRight) {
    Job next = asked.apply(++job);
    for (int k = 0; k < 3; k++) {
      before[k] = opened.get(k);
    }
    lines.arm(plan, () -> openedByCheater = openedOf(plan.party()));
    Outcome outcome = tried(plan, next, atAStart);
    boolean bent = lines.bent();
    lines.disarm();
    mustBeRight.accept(outcome == null ? ask(next) : outcome);
    assertThat(engine.executed()).isEqualTo(job);
    return bent;
  }

  /** A selection with a bent message in it. True if it came to the message. */
  boolean attemptSelection(Plan plan) {
    Purpose asks = new Purpose.Request(false, false, List.of("M", "N"), records + WINDOW);
    Handle request = put("T", asks, Vector.input(1, 0, 5, 0, 0, 0));
    ask(new Job.AdmitRequest(++job, request));
    quote("M", request, 200);
    quote("N", request, 100);
    Job next = new Job.SelectBest(++job, request);
    for (int k = 0; k < 3; k++) {
      before[k] = opened.get(k);
    }
    lines.arm(plan, () -> openedByCheater = openedOf(plan.party()));
    Outcome outcome = tried(plan, next, false);
    boolean bent = lines.bent();
    lines.disarm();
    Outcome.Selected selected = (Outcome.Selected) (outcome == null ? ask(next) : outcome);
    Reveal best = new Reveal(selected.oneWay(), "T");
    Revealed revealed = repeated(() -> engine.reveal(best).join());
    assertThat(((Revealed.Values) revealed).vectors().get(0).price()).isEqualTo(100);
    assertThat(engine.executed()).isEqualTo(job);
    return bent;
  }

  private void quote(String maker, Handle request, long price) {
    Purpose quotes = new Purpose.Quote(Purpose.Quote.alias(request, maker));
    Handle quote = put(maker, quotes, Vector.input(1, 1, 5, price, 0, 0));
    assertThat(ask(new Job.AdmitQuote(++job, request, quote)))
        .isEqualTo(new Outcome.Admitted(true));
  }

  /** Openings of this attempt; the three count the same ones in the same order. */
  private int openedOf(int party) {
    return opened.get(party) - before[party];
  }

  /** Null if the job was aborted. */
  @Nullable Outcome tried(Plan plan, Job next, boolean atAStart) {
    try {
      if (atAStart) {
        engine.rotateKeys().join();
      }
      return engine.execute(next).join();
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(MpcUnavailableException.class);
      for (int k = 0; lines.bent() && k < 3; k++) {
        if (k != plan.party()) {
          assertThat(openedOf(k) - openedByCheater)
              .as("openings of party %s that the cheater had not come to when it lied", k)
              .isLessThanOrEqualTo(openingsOfWhatIsRight(plan));
        }
      }
      return null;
    }
  }

  /**
   * A lie about the tag of a product that is right tells one of the honest two when the other may
   * have found all in order: that one opens what is right, and goes no further. A message that came
   * twice or late is noticed when the next one is due, by a party that has sent its own by then, so
   * that the other one may pass one comparison. All else is noticed before the next comparison, and
   * who has noticed takes no part in it.
   */
  private static int openingsOfWhatIsRight(Plan plan) {
    boolean late = plan.bend() == Bend.DELAY || plan.bend() == Bend.REPEAT;
    return late || plan.kind().endsWith("requireZero") ? 1 : 0;
  }

  private void isRight(Outcome outcome) {
    Outcome.Matched matched = (Outcome.Matched) outcome;
    assertThat(matched.done()).isTrue();
    assertThat(matched.fills()).extracting(Outcome.Fill::contra).containsExactly(resting);
    Vector fill = value("B", matched.fills().get(0).fill());
    assertThat(fill.quantity()).isEqualTo(3);
    assertThat(fill.price()).isEqualTo(100);
  }

  @Override
  public void close() {
    engine.close();
  }
}
