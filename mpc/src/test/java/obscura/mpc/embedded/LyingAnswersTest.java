package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Sample;
import obscura.mpc.api.Vector;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.Links;
import obscura.mpc.party.Ask;
import obscura.mpc.party.Disclosure;
import obscura.mpc.party.Papers;
import obscura.mpc.party.Party;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;
import obscura.mpc.party.StorePlace;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import obscura.mpc.venue.ThreeParties;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party that follows the protocol with its peers and lies to the venue. */
class LyingAnswersTest {
  private static final int LIAR = 2;

  @TempDir Path directory;

  private final List<Party> parties = new ArrayList<>();
  private final List<String> opened = new ArrayList<>();
  private ThreeParties engine;
  private Liar liar;

  @BeforeEach
  void start() {
    Links[] links = Links.inMemory();
    Protection protection =
        new Protection(Mode.MALICIOUS, Supply.insecureForTests(1 << 10, 0), Duration.ofSeconds(10));
    List<PartyPort> ports = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Party party =
          new Party(
              new StorePlace(directory.resolve("mpc-" + k), Rig.key(k), false),
              Rig.charter(k),
              links[k],
              (what, bits) -> {},
              Clock.systemUTC(),
              protection,
              Thread.ofVirtual());
      parties.add(party);
      party.start().join();
      party.roster(Rig.PAPERS.roster(), System.nanoTime() + 10_000_000_000L).join();
      ports.add(party);
    }
    liar = new Liar(parties.get(LIAR));
    ports.set(LIAR, liar);
    engine =
        new ThreeParties(
            ports,
            Rig.GATEWAY,
            Duration.ofSeconds(10),
            Clock.systemUTC(),
            (what, bits) -> opened.add(what),
            Mode.MALICIOUS);
  }

  @AfterEach
  void stop() {
    engine.close();
    parties.forEach(Party::close);
  }

  private Handle put(long message) {
    return engine.put(sells(message)).join();
  }

  private static Input sells(long message) {
    return Rig.order("A", message, Lifetime.RESTS, Rig.sell(5, 100));
  }

  private static void assertLiarIsNamed(CompletableFuture<?> answer) {
    assertThatThrownBy(answer::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(CheatingSuspectedException.class)
        .hasMessageContaining("party " + LIAR);
  }

  @Test
  void anotherHandleIsNotBelieved() {
    liar.lies = true;
    assertLiarIsNamed(engine.put(sells(1)));
    liar.lies = false;
    assertThat(put(2).bytes()).hasSize(32);
  }

  @Test
  void anotherOutcomeIsNotBelievedAndTheSameJobIsAnsweredLater() {
    Job job = new Job.AddOrder(1, put(1));
    liar.lies = true;
    assertLiarIsNamed(engine.execute(job));
    liar.lies = false;
    assertThat(((Outcome.Matched) engine.execute(job).join()).resting()).isTrue();
  }

  /** Else the venue would take it as settled, and what comes after would wait for ever. */
  @Test
  void aPartyThatRefusesAJobDoesNotEndIt() {
    Job job = new Job.AddOrder(1, put(1));
    liar.refuses = true;
    assertLiarIsNamed(engine.execute(job));
    liar.refuses = false;
    assertThat(((Outcome.Matched) engine.execute(job).join()).resting()).isTrue();
  }

  /** Else one party could leave values out of any report. */
  @Test
  void aPartyThatRefusesAloneToRevealOrToTakeIsOnlySuspected() {
    Handle order = put(1);
    Reveal question = new Reveal(List.of(order), "A");
    liar.refuses = true;
    assertThatThrownBy(() -> engine.reveal(question).join())
        .hasCauseInstanceOf(CheatingSuspectedException.class)
        .hasMessageContaining("party " + LIAR);
    long epoch = engine.join().join();
    assertThatThrownBy(() -> engine.put(sells(2)).join())
        .hasCauseInstanceOf(CheatingSuspectedException.class)
        .hasMessageContaining("party " + LIAR);
    assertThat(engine.join().join()).as("it costs no epoch").isEqualTo(epoch);
    liar.refuses = false;
    assertThat(engine.reveal(question).join()).isInstanceOf(Revealed.Values.class);
    Reveal notTheirs = new Reveal(List.of(order), "B");
    assertThat(engine.reveal(notTheirs).join()).isInstanceOf(Revealed.Refused.class);
  }

  /** Two have signed, which is enough for whoever verifies it. */
  @Test
  void aPartyThatAloneKnowsOfNothingWithholdsNoEvidence() {
    Origin origin =
        new Origin(
            "T",
            "T",
            7,
            System.currentTimeMillis(),
            "ID7",
            0,
            false,
            new Purpose.Request(
                false, false, List.of("M"), System.currentTimeMillis() + 60_000, false));
    Handle request = engine.put(new Input(origin, Vector.input(1, 0, 5, 0, 0, 0))).join();
    engine.execute(new Job.AdmitRequest(1, request)).join();
    Evidence whole = engine.evidence(request).join();
    liar.refuses = true;
    assertThat(engine.evidence(request).join()).isEqualTo(whole);
    assertThatThrownBy(() -> engine.evidence(new Handle(1, 2, 3, 4)).join())
        .hasCauseInstanceOf(RefusedException.class);
  }

  @Test
  void aWrongShareRevealsNothing() {
    Handle order = put(1);
    Reveal question = new Reveal(List.of(order), "A");
    liar.lies = true;
    assertThatThrownBy(() -> engine.reveal(question).join())
        .hasCauseInstanceOf(CheatingSuspectedException.class);
    assertThat(opened).isEmpty();
    liar.lies = false;
    assertThat(((Revealed.Values) engine.reveal(question).join()).vectors())
        .containsExactly(Rig.sell(5, 100));
  }

  @Test
  void aPartyThatSaysItStoppedStopsNobodyElse() {
    put(1);
    liar.lies = true;
    assertThatThrownBy(() -> engine.rotateKeys().join())
        .hasCauseInstanceOf(CheatingSuspectedException.class);
    assertThat(engine.whyStopped()).isNull();
    liar.lies = false;
    assertThat(put(2).bytes()).hasSize(32);
  }

  @Test
  void aPartyThatAccusesOthersFalselyIsHeardAndNotBelieved() {
    liar.accuses = true;
    assertThatThrownBy(() -> put(1))
        .hasCauseInstanceOf(CheatingSuspectedException.class)
        .hasMessageContaining("party " + LIAR);
    liar.accuses = false;
    assertThat(put(2).bytes()).hasSize(32);
  }

  private static final class Liar implements PartyPort {
    private final PartyPort honest;
    private volatile boolean lies;
    private volatile boolean accuses;
    private volatile boolean refuses;

    Liar(PartyPort honest) {
      this.honest = honest;
    }

    @Override
    public CompletableFuture<PartyStatus> status(long deadlineNanos) {
      return honest
          .status(deadlineNanos)
          .thenApply(s ->
              lies
                  ? new PartyStatus(s.epoch(), Long.MAX_VALUE - 1, s.executed() + 7, 0, 0, 0, 0)
                  : s);
    }

    @Override
    public CompletableFuture<Long> join(long epoch, long deadlineNanos) {
      return honest.join(epoch, deadlineNanos).thenApply(last -> lies ? last + 1 : last);
    }

    @Override
    public CompletableFuture<Long> roster(String text, long deadlineNanos) {
      return honest.roster(text, deadlineNanos);
    }

    @Override
    public CompletableFuture<Handle> put(SharedInput input, Ask ask) {
      if (accuses) {
        return CompletableFuture.failedFuture(new CheatingException("party 0 cheats, I say"));
      }
      if (refuses) {
        return CompletableFuture.failedFuture(new RefusedException(Rule.SIGNATURE, "not with me"));
      }
      return honest
          .put(input, ask)
          .thenApply(h -> lies ? new Handle(h.a() ^ 1, h.b(), h.c(), h.d()) : h);
    }

    @Override
    public CompletableFuture<Handle> putSealed(SealedPart part, Ask ask) {
      return honest.putSealed(part, ask);
    }

    @Override
    public CompletableFuture<Papers> papers(Handle request, Ask ask) {
      if (refuses) {
        return CompletableFuture.failedFuture(
            new RefusedException(Rule.UNKNOWN_HANDLE, "not with me"));
      }
      return honest.papers(request, ask);
    }

    @Override
    public CompletableFuture<Outcome> execute(Job job, long run, Ask ask) {
      if (refuses) {
        return CompletableFuture.failedFuture(new RefusedException(Rule.OTHER_JOB, "not with me"));
      }
      return honest
          .execute(job, run, ask)
          .thenApply(outcome -> lies ? new Outcome.Done() : outcome);
    }

    @Override
    public CompletableFuture<Boolean> prepare(long run, Ask ask) {
      return honest.prepare(run, ask);
    }

    @Override
    public CompletableFuture<Measured> measure(Sample sample, long run, Ask ask) {
      return honest.measure(sample, run, ask);
    }

    @Override
    public CompletableFuture<byte[]> sealFor(Handle handle, String auditor, Ask ask) {
      return honest.sealFor(handle, auditor, ask);
    }

    @Override
    public CompletableFuture<List<Handle>> drawRoots(Ask ask) {
      return honest.drawRoots(ask);
    }

    @Override
    public CompletableFuture<Disclosure> disclose(Reveal request, Ask ask) {
      if (refuses) {
        return CompletableFuture.completedFuture(new Disclosure(List.of(), "not with me"));
      }
      return honest.disclose(request, ask).thenApply(d -> lies ? bent(d) : d);
    }

    private static Disclosure bent(Disclosure told) {
      Words words = told.shares().get(0);
      Word wrong = words.get(3).xor(new Word(1, 0));
      return new Disclosure(List.of(words.with(3, wrong)), null);
    }

    @Override
    public CompletableFuture<List<Handle>> unnamed(long beforeMillis, Ask ask) {
      return honest.unnamed(beforeMillis, ask);
    }

    @Override
    public CompletableFuture<Integer> drop(List<Handle> handles, Ask ask) {
      return honest.drop(handles, ask);
    }
  }
}
