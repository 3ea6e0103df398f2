package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Vector;
import obscura.mpc.input.SharedInput;
import obscura.mpc.input.Statements;
import obscura.mpc.net.Links;
import obscura.mpc.party.Ask;
import obscura.mpc.party.Charter;
import obscura.mpc.party.Party;
import obscura.mpc.party.StorePlace;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;

/** Three honest parties and a venue, played by the test, that says to each what it likes. */
final class HonestParties implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** When requests close: after the messages of a test, and by the clocks just now. */
  static final long CLOSES = 10_000;

  final List<Party> parties = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong opened = new AtomicLong();
  private long run = 1;
  private long epoch;
  private long messages;

  HonestParties(Path directory, Mode mode) {
    this(directory, mode, Rig.PAPERS.roster());
  }

  HonestParties(Path directory, Mode mode, String roster) {
    this(directory, mode, roster, k -> new SetClock(CLOSES));
  }

  /** Parties that go by clocks of their own. */
  HonestParties(Path directory, Mode mode, String roster, IntFunction<Clock> clocks) {
    this(directory, mode, roster, clocks, Rig::charter);
  }

  /** Parties that were told different things by their operators. */
  HonestParties(
      Path directory,
      Mode mode,
      String roster,
      IntFunction<Clock> clocks,
      IntFunction<Charter> charters) {
    this(directory, mode, roster, clocks, charters, Links.inMemory());
  }

  /** Parties that hear each other over these lines. */
  HonestParties(
      Path directory,
      Mode mode,
      String roster,
      IntFunction<Clock> clocks,
      IntFunction<Charter> charters,
      Links[] links) {
    Protection protection = new Protection(mode, Supply.insecureForTests(1 << 12, 0), PATIENCE);
    for (int k = 0; k < 3; k++) {
      Party party =
          new Party(
              new StorePlace(directory.resolve("mpc-" + k), Rig.key(k), false),
              charters.apply(k),
              links[k],
              (what, bits) -> opened.incrementAndGet(),
              clocks.apply(k),
              protection,
              Thread.ofVirtual());
      run += party.start().join();
      parties.add(party);
    }
    all(k -> rosterTo(k, roster));
    join();
  }

  /** Openings that a party took part in. */
  long opened() {
    return opened.get();
  }

  /** Hands a roster to one. */
  CompletableFuture<Long> rosterTo(int party, String text) {
    return parties.get(party).roster(text, deadline());
  }

  /** Hands a roster to all. */
  List<CompletableFuture<Long>> roster(String text) {
    return IntStream.range(0, 3).mapToObj(k -> rosterTo(k, text)).toList();
  }

  /** A new epoch. */
  void join() {
    epoch = ++run;
    all(k -> parties.get(k).join(epoch, deadline()));
  }

  private static long deadline() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  Ask ask() {
    return new Ask(epoch, deadline());
  }

  private interface Asking<T> {
    CompletableFuture<T> of(int party);
  }

  private static <T> List<T> all(Asking<T> asking) {
    List<CompletableFuture<T>> answers = IntStream.range(0, 3).mapToObj(asking::of).toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  /** The next message of somebody who is a firm of their own. */
  Origin message(String owner, Purpose purpose) {
    long number = ++messages;
    return new Origin(owner, owner, number, number, "ID" + number, 0, false, purpose);
  }

  Origin quote(String maker, Handle request) {
    return message(maker, new Purpose.Quote(Purpose.Quote.alias(request, maker)));
  }

  /** What somebody says now, as the gateway signs it. */
  Statement says(String owner, Purpose purpose) {
    return Statements.signed(Rig.GATEWAY.instance(), Rig.GATEWAY.key(), owner, ++messages, purpose);
  }

  SharedInput[] split(Origin origin, Vector vector) {
    return SharedInput.split(
        new Input(origin, vector), Rig.GATEWAY.instance(), Rig.GATEWAY.key(), random);
  }

  Handle put(Origin origin, Vector vector) {
    return put(split(origin, vector));
  }

  Handle put(SharedInput[] parts) {
    List<Handle> handles = all(k -> parties.get(k).put(parts[k], ask()));
    assertThat(handles).containsOnly(handles.get(0));
    return handles.get(0);
  }

  /** Each party refuses its part, and holds nothing afterwards. */
  void assertNotTaken(Rule rule, SharedInput[] parts) {
    for (int k = 0; k < 3; k++) {
      CompletableFuture<Handle> answer = parties.get(k).put(parts[k], ask());
      assertThatThrownBy(answer::join).hasCauseInstanceOf(RefusedException.class);
      assertThat(parties.get(k).refusals()).containsEntry(rule, 1L);
    }
  }

  boolean reads(String recipient, Handle handle) {
    Reveal request = new Reveal(List.of(handle), recipient);
    return all(k -> parties.get(k).disclose(request, ask())).stream()
        .allMatch(disclosure -> disclosure.refusal() == null);
  }

  /** The same job for all. */
  Outcome run(Job job) {
    List<Outcome> outcomes = each(job, job, job).stream().map(CompletableFuture::join).toList();
    assertThat(outcomes).containsOnly(outcomes.get(0));
    return outcomes.get(0);
  }

  /** A job for each. */
  List<CompletableFuture<Outcome>> each(Job... jobs) {
    long number = ++run;
    return IntStream.range(0, 3)
        .mapToObj(k -> parties.get(k).execute(jobs[k], number, ask()))
        .toList();
  }

  /** All three refuse by this rule, once more than before, and go on. */
  void assertRefused(Rule rule, Job job) {
    List<Long> before = parties.stream().map(party -> party.refusals().get(rule)).toList();
    assertThat(run(job)).isEqualTo(new Outcome.Refused(rule));
    for (int k = 0; k < 3; k++) {
      assertThat(parties.get(k).refusals()).containsEntry(rule, before.get(k) + 1);
    }
  }

  @Override
  public void close() {
    parties.forEach(Party::close);
  }
}
