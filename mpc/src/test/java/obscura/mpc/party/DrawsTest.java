package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;
import obscura.mpc.draw.SeedTree;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import org.junit.jupiter.api.Test;

/** Three parties open the seeds of a batch's order; one of them would like another order. */
class DrawsTest {
  private static final int CHEATER = 1;
  private static final Handle BATCH = new Handle(7, 7, 7, 7);

  private static byte[] key(int pair) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) (1 + pair % 3));
    return key;
  }

  /** What each party came to: its answer, or why it stopped. */
  private static List<Object> all(
      BiConsumer<String, long[]> alteration, Function<Draws, Outcome> work) {
    List<CompletableFuture<Object>> parties = new ArrayList<>();
    for (Links links : BentLines.altered(CHEATER, alteration)) {
      parties.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  links.start(1, 0, System.nanoTime() + Duration.ofSeconds(2).toNanos());
                  int me = links.party();
                  return work.apply(Draws.agree(links, key(me), key(me + 1)));
                } catch (RuntimeException stopped) {
                  return stopped;
                }
              },
              task -> Thread.ofVirtual().start(task)));
    }
    return parties.stream().map(CompletableFuture::join).toList();
  }

  private static void assertNoticed(List<Object> answers, String why) {
    for (int party = 0; party < 3; party++) {
      if (party != CHEATER) {
        assertThat(answers.get(party)).isInstanceOf(PeersDifferException.class);
        PeersDifferException noticed = (PeersDifferException) answers.get(party);
        assertThat(noticed).hasMessageContaining(why);
        assertThat(noticed.suspects()).contains(CHEATER);
      }
    }
  }

  @Test
  void honestPartiesComeToTheSameAndUseEachLeafOnce() {
    List<Object> answers =
        all(
            (kind, words) -> {},
            draws -> {
              draws.of(new Job.RandomPermutation(1, BATCH, 9));
              return draws.of(new Job.RandomPermutation(2, BATCH, 9));
            });
    Outcome.Permuted drawn = (Outcome.Permuted) answers.get(0);
    assertThat(answers).containsOnly(drawn);
    assertThat(drawn.leaf()).isEqualTo(1);
    List<Handle> roots =
        List.of(
            new SeedTree(key(0)).root(), new SeedTree(key(1)).root(), new SeedTree(key(2)).root());
    assertThat(Drawn.proves(roots, BATCH, 9, drawn)).isTrue();
  }

  /** A party has two of the three seeds; the third is nowhere in what it has. */
  @Test
  void noPartyKnowsAllThreeSeeds() {
    for (int party = 0; party < 3; party++) {
      SeedTree own = new SeedTree(key(party));
      SeedTree next = new SeedTree(key(party + 1));
      Seed third = new SeedTree(key(party + 2)).seed(0);
      for (int leaf = 0; leaf < SeedTree.LEAVES; leaf++) {
        assertThat(third.bytes())
            .isNotEqualTo(own.seed(leaf).bytes())
            .isNotEqualTo(next.seed(leaf).bytes());
      }
    }
  }

  /** With the right path of the other leaf: all that it has to offer. */
  @Test
  void anotherLeafThanTheNextIsNoticed() {
    SeedTree own = new SeedTree(key(CHEATER));
    SeedTree next = new SeedTree(key(CHEATER + 1));
    List<Object> answers =
        all(
            (kind, words) -> {
              if (kind.equals("Draws.of")) {
                boolean isOwn = words[0] == own.seed(0).bytes().a();
                put(words, (isOwn ? own : next).seed(1));
              }
            },
            draws -> draws.of(new Job.RandomPermutation(1, BATCH, 9)));
    assertNoticed(answers, "party 1 opens another seed than was published");
  }

  private static void put(long[] words, Seed seed) {
    List<Handle> all = new ArrayList<>(List.of(seed.bytes()));
    all.addAll(seed.path());
    int at = 0;
    for (Handle one : all) {
      for (long word : new long[] {one.a(), one.b(), one.c(), one.d()}) {
        words[at++] = word;
      }
    }
  }

  @Test
  void otherRootsForOthersAreNoticedBeforeAnythingIsDrawn() {
    List<Object> answers =
        all(
            (kind, words) -> {
              if (kind.equals("Draws.agree")) {
                words[0] ^= 1;
              }
            },
            draws -> draws.of(new Job.RandomPermutation(1, BATCH, 9)));
    assertNoticed(answers, "two parties publish different seeds");
  }

  @Test
  void seedsStayClosedWhileTheBatchIsNotTheSameForAll() {
    List<Object> answers =
        all(
            (kind, words) -> {
              if (kind.equals("Draws.requireSame")) {
                words[3] ^= 1;
              }
            },
            draws -> draws.of(new Job.RandomPermutation(1, BATCH, 9)));
    assertNoticed(answers, "draw for different batches");
    assertThat(answers.get(CHEATER)).as("it gets no seed").isInstanceOf(RuntimeException.class);
  }
}
