package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Vector;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A party whose store is older than the others', or empty, gets its shares from the two others. */
class CatchUpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir Path directory;
  @TempDir Path aside;

  private Handle resting;
  private Handle waiting;
  private Handle request;
  private Handle terms;
  private Handle split;
  private Handle composed;
  private Handle fill;
  private Job lastJob;
  private Outcome lastOutcome;
  private long jobs;

  private static Protection protection(Mode mode) {
    return new Protection(mode, Supply.insecureForTests(1 << 12, 0), PATIENCE);
  }

  /** Business of every kind; the stores as they were after its first part are put aside. */
  private void trade(Mode mode) throws IOException {
    try (Rig rig = new Rig(directory, protection(mode))) {
      Handle first = rig.put("A", Rig.sell(10, 100));
      rig.add(first);
      rig.add("C", Rig.sell(3, 105));
      copy(directory, aside);
      request = rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M", "N");
      rig.request(request);
      rig.quote(request, rig.offer("M", request, Vector.input(1, 1, 10, 50, 0, 0)));
      rig.quote(request, rig.offer("N", request, Vector.input(1, 1, 10, 51, 0, 0)));
      terms = rig.select(request).oneWay().get(0);
      split = rig.askSeveral("T", false, Vector.input(1, 0, 10, 0, 0, 0), "M", "N");
      rig.request(split);
      rig.quote(split, rig.offer("M", split, Vector.input(1, 1, 6, 50, 0, 0)));
      rig.quote(split, rig.offer("N", split, Vector.input(1, 1, 6, 40, 0, 0)));
      composed = rig.compose(split).terms().get(0);
      Outcome.Matched met = rig.add("B", Rig.buy(4, 102));
      fill = met.fills().get(0).fill();
      resting = rig.instead("A", first, Rig.sell(9, 101));
      lastOutcome = rig.replace(first, resting);
      lastJob = new Job.ReplaceOrder(rig.job, first, resting);
      waiting = rig.put("D", Rig.buy(2, 101));
      jobs = rig.job;
    }
  }

  /** What is there is what was there, and goes on as if nothing had been lost. */
  private void businessGoesOn(Rig rig) {
    assertThat(rig.engine.executed()).isEqualTo(jobs);
    assertThat(rig.run(lastJob)).isEqualTo(lastOutcome);
    assertThat(rig.value("B", fill).quantity()).isEqualTo(4);
    assertThat(rig.value("B", fill).price()).isEqualTo(101);
    assertThat(rig.value("T", terms).price()).isEqualTo(50);
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(10, 50))).valid()).isTrue();
    List<Handle> parts = rig.accept(split, rig.deal("T", composed, Rig.buy(10, 44))).fill();
    assertThat(rig.values("T", parts)).extracting(Vector::quantity).containsExactly(4L, 6L);
    Outcome.Matched met = rig.add(waiting);
    assertThat(met.fills()).extracting(Outcome.Fill::contra).containsExactly(resting);
    Outcome.Matched all = rig.add("B", Rig.buy(9, 105));
    List<Vector> fills = rig.values("B", all.fills().stream().map(Outcome.Fill::fill).toList());
    assertThat(fills).extracting(Vector::quantity).containsExactly(3L, 3L);
    assertThat(fills).extracting(Vector::price).containsExactly(103L, 105L);
    assertThat(all.done()).isFalse();
  }

  @ParameterizedTest(name = "{0}, party {1}, empty {2}")
  @CsvSource({
    "SEMI_HONEST, 0, false",
    "SEMI_HONEST, 1, true",
    "SEMI_HONEST, 2, false",
    "MALICIOUS, 0, true",
    "MALICIOUS, 1, false",
    "MALICIOUS, 2, true",
    "MALICIOUS, 2, false"
  })
  void anOlderStoreOrNoneIsMadeGoodByTheOthers(Mode mode, int party, boolean empty)
      throws IOException {
    trade(mode);
    clear(directory, party);
    if (!empty) {
      copy(aside, directory, party);
    }
    try (Rig rig = new Rig(directory, protection(mode))) {
      businessGoesOn(rig);
      jobs = rig.job;
    }
    // And the next party after it, from what this one was given.
    clear(directory, (party + 1) % 3);
    try (Rig rig = new Rig(directory, protection(mode))) {
      assertThat(rig.engine.executed()).isEqualTo(jobs);
      assertThat(rig.value("B", fill).quantity()).isEqualTo(4);
      assertThat(rig.add("A", Rig.sell(3, 100)).done()).isTrue();
    }
  }

  /** Every part of what a neighbour sends, bent in turn: nothing wrong is ever taken. */
  @ParameterizedTest
  @CsvSource({"0, 1", "2, 1"})
  void aNeighbourThatLiesPlantsNothing(int liar, int behind) throws IOException {
    trade(Mode.MALICIOUS);
    copy(directory, aside);
    int refused = 0;
    int told = words(liar, behind);
    for (int at = 0; at < told; at += 1 + told / 40) {
      copy(aside, directory);
      clear(directory, behind);
      try (Rig rig = new Rig(directory, bent(liar, at, 1L << (at % 64)))) {
        businessGoesOn(rig);
      } catch (MpcUnavailableException stopped) {
        refused++;
        assertThat(stopped).hasMessageContaining("suspects party");
      }
    }
    assertThat(refused).as("lies that were refused").isGreaterThan(20);
    copy(aside, directory);
    clear(directory, behind);
    try (Rig rig = new Rig(directory, protection(Mode.MALICIOUS))) {
      businessGoesOn(rig);
    }
  }

  /** A lie about nothing but shares, of every word: without the seals it would be believed. */
  @Test
  void aShareThatIsBentInTheSemiHonestModeIsNotNoticed() throws IOException {
    trade(Mode.SEMI_HONEST);
    clear(directory, 1);
    int believed = 0;
    copy(directory, aside);
    int told = 200;
    for (int at = 20; at < told; at += 9) {
      copy(aside, directory);
      try (EmbeddedParties started = bent(Mode.SEMI_HONEST, 0, at, 1)) {
        assertThat(started.executed()).isEqualTo(jobs);
        believed++;
      } catch (MpcUnavailableException stopped) {
        assertThat(stopped).hasMessageContaining("the parties did not start");
      }
    }
    assertThat(believed).as("this test bends shares too").isPositive();
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void anInputThatOnePartyLostIsGivenBack(Mode mode) throws IOException {
    Handle lost;
    try (Rig rig = new Rig(directory, protection(mode))) {
      rig.add("A", Rig.sell(10, 100));
      copy(directory, aside);
      lost = rig.put("B", Rig.buy(4, 100));
    }
    copy(aside, directory, 1);
    try (Rig rig = new Rig(directory, protection(mode))) {
      assertThat(rig.add(lost).done()).isTrue();
    }
  }

  /** What was stored before the mode was changed has no seals; it is not taken on trust. */
  @Test
  void whatCannotBeProvedIsRefusedWithTheReason() throws IOException {
    trade(Mode.SEMI_HONEST);
    clear(directory, 2);
    assertThatThrownBy(() -> new Rig(directory, protection(Mode.MALICIOUS)))
        .isInstanceOf(MpcUnavailableException.class)
        .hasMessageContaining("what party 2 lost cannot be proved: it was stored without seals");
  }

  @Test
  void afterAChangeOfTheModeEverythingIsSealedAndCanBeProved() throws IOException {
    trade(Mode.SEMI_HONEST);
    new Rig(directory, protection(Mode.MALICIOUS)).close();
    clear(directory, 2);
    try (Rig rig = new Rig(directory, protection(Mode.MALICIOUS))) {
      businessGoesOn(rig);
    }
  }

  /** Whoever was interrupted while the shares were made anew has others than the two others. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void aStoreWithOldSharesIsBroughtToTheNewOnes(Mode mode) throws IOException {
    trade(mode);
    copy(directory, aside);
    clear(directory, 0);
    new Rig(directory, protection(mode)).close();
    copy(aside, directory, 1);
    try (Rig rig = new Rig(directory, protection(mode))) {
      businessGoesOn(rig);
    }
  }

  /** A wrong commitment now would keep a neighbour from getting its state back later. */
  @Test
  void aWrongSealIsNoticedBeforeTheJobIsStored() {
    Links[] links =
        BentLines.altered(
            0,
            (kind, words) -> {
              if (kind.equals("Sealing.exchanged")) {
                words[0] ^= 1;
              }
            });
    try (Rig rig = new Rig(directory, open(Mode.MALICIOUS, links))) {
      Handle order = rig.put("A", Rig.sell(10, 100));
      assertThatThrownBy(() -> rig.add(order))
          .hasCauseInstanceOf(CheatingSuspectedException.class)
          .hasMessageContaining("different copies of a stored share");
    }
  }

  private EmbeddedParties bent(int liar, int at, long mask) {
    return bent(Mode.MALICIOUS, liar, at, mask);
  }

  /** The liar bends one word of what it gives away; counted over both its neighbours. */
  private EmbeddedParties bent(Mode mode, int liar, int at, long mask) {
    AtomicInteger seen = new AtomicInteger();
    Links[] links =
        BentLines.altered(
            liar,
            (kind, words) -> {
              int from = seen.get();
              if (kind.equals("Bulk.pieces") && words.length > 0) {
                seen.addAndGet(used(words));
                if (at >= from && at < seen.get()) {
                  words[at - from] ^= mask;
                }
              }
            });
    return open(mode, links);
  }

  private EmbeddedParties open(Mode mode, Links[] links) {
    return Rig.parties(directory, links, Clock.systemUTC(), protection(mode));
  }

  private int words(int liar, int behind) throws IOException {
    clear(directory, behind);
    AtomicInteger seen = new AtomicInteger();
    Links[] links =
        BentLines.altered(
            liar,
            (kind, words) -> {
              if (kind.equals("Bulk.pieces")) {
                seen.addAndGet(used(words));
              }
            });
    open(Mode.MALICIOUS, links).close();
    copy(aside, directory);
    return seen.get();
  }

  /** Without the zeros at the end. */
  private static int used(long[] words) {
    int used = words.length;
    while (used > 0 && words[used - 1] == 0) {
      used--;
    }
    return used;
  }

  private static void clear(Path root, int party) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("mpc-" + party))) {
      files.forEach(CatchUpTest::delete);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (int party = 0; party < 3; party++) {
      copy(from, to, party);
    }
  }

  private static void copy(Path from, Path to, int party) throws IOException {
    Path target = Files.createDirectories(to.resolve("mpc-" + party));
    clear(to, party);
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> files = Files.list(from.resolve("mpc-" + party))) {
      files.sorted(Comparator.naturalOrder()).forEach(sources::add);
    }
    for (Path source : sources) {
      Files.copy(source, target.resolve(source.getFileName()));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
