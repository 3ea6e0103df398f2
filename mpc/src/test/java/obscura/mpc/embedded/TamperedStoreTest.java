package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody changes the store of one party while it is down. Either the party says in one line that
 * it cannot be used, or what it lost comes from the others; a wrong value is never computed with.
 */
class TamperedStoreTest {
  private static final int VICTIM = 1;
  private static final int JOBS = 6;

  @TempDir Path directory;
  @TempDir Path aside;
  @TempDir Path older;

  private final Random random = new Random(20_261_121);
  private Handle last;
  private byte[] whole = {};
  private int refused;

  private static Protection protection() {
    return new Protection(
        Mode.MALICIOUS, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(10));
  }

  @BeforeEach
  void trade() throws IOException {
    try (Rig rig = new Rig(directory, protection())) {
      rig.add("A", Rig.sell(10, 100));
      rig.add("A", Rig.sell(10, 101));
      copy(directory, older);
      rig.add("B", Rig.buy(4, 100));
      rig.add("A", Rig.sell(7, 102));
      rig.add("A", Rig.sell(7, 103));
      rig.add("B", Rig.buy(2, 100));
      last = rig.put("B", Rig.buy(30, 103));
    }
    copy(directory, aside);
    whole = Files.readAllBytes(store(aside, VICTIM));
  }

  private void startWith(byte[] bytes) throws IOException {
    copy(aside, directory);
    Files.write(store(directory, VICTIM), bytes);
    start();
  }

  private void start() {
    try (Rig rig = new Rig(directory, protection())) {
      long done = rig.engine.executed();
      assertThat(done).isBetween(JOBS - 1L, (long) JOBS);
      if (done == JOBS) {
        Outcome.Matched met = rig.add(last);
        assertThat(rig.values("B", met.fills().stream().map(Outcome.Fill::fill).toList()))
            .extracting(v -> v.quantity() + " at " + v.price())
            .containsExactly("4 at 101", "10 at 102", "7 at 102", "7 at 103");
      }
    } catch (MpcUnavailableException unusable) {
      refused++;
      assertThat(unusable.getMessage()).contains("is damaged").hasLineCount(1);
    }
  }

  @Test
  void flippedBitsAreNoticedWhereverTheyAre() throws IOException {
    for (int k = 0; k < 60; k++) {
      byte[] bent = whole.clone();
      int at = k < 8 ? k * 5 : random.nextInt(bent.length);
      bent[at] ^= (byte) (1 << random.nextInt(8));
      startWith(bent);
    }
    assertThat(refused).as("starts that were refused").isGreaterThan(40);
  }

  @Test
  void aFileThatWasCutShortIsMadeGoodByTheOthers() throws IOException {
    for (int size = 16; size < whole.length; size += whole.length / 24) {
      startWith(Arrays.copyOf(whole, size));
    }
    assertThat(refused).as("a cut record looks like one that was being written").isZero();
    startWith(new byte[7]);
    assertThat(refused).isEqualTo(1);
  }

  @Test
  void anOlderCopyIsMadeGoodByTheOthers() throws IOException {
    startWith(Files.readAllBytes(store(older, VICTIM)));
    assertThat(refused).isZero();
  }

  @Test
  void anotherPartysFileIsRefused() throws IOException {
    startWith(Files.readAllBytes(store(aside, 2)));
    assertThat(refused).isEqualTo(1);
  }

  private static Path store(Path root, int party) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("mpc-" + party))) {
      return files.filter(f -> f.toString().endsWith(".store")).findFirst().orElseThrow();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (int party = 0; party < 3; party++) {
      Path target = Files.createDirectories(to.resolve("mpc-" + party));
      try (Stream<Path> old = Files.list(target)) {
        old.forEach(TamperedStoreTest::delete);
      }
      Path source = store(from, party);
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
