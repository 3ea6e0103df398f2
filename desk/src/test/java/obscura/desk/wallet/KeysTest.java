package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.stream.LongStream;
import obscura.settlement.note.OwnerSeed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
  @TempDir private Path folder;

  @Test
  void aNewSeedIsForItsOwnersEyesAndIsNotShown() throws Exception {
    Path file = folder.resolve("a.seed");
    DeskRun made = DeskRun.of("keys new --seed " + file);
    assertThat(made.exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String seed = Files.readString(file).strip();
    assertThat(seed).matches("[0-9a-f]{64}");
    assertThat(made.out()).contains(file.toString()).doesNotContain(seed);

    Path other = folder.resolve("b.seed");
    assertThat(DeskRun.of("keys new --seed " + other).exitCode()).isZero();
    assertThat(Files.readString(other).strip()).isNotEqualTo(seed);
  }

  @Test
  void aSeedIsNeverOverwritten() throws Exception {
    Path file = Files.writeString(folder.resolve("a.seed"), "precious");
    DeskRun again = DeskRun.of("keys new --seed " + file);
    assertThat(again.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(again.err())
        .isEqualTo("--seed: " + file + " is there already, and is left as it is\n");
    assertThat(file).hasContent("precious");
  }

  @Test
  void aStockIsTheMetaAddressesOfTheseedsPaths() throws Exception {
    Path file = folder.resolve("a.seed");
    DeskRun.of("keys new --seed " + file);
    OwnerSeed seed = OwnerSeed.of(HexFormat.of().parseHex(Files.readString(file).strip()));
    assertThat(DeskRun.of("keys stock --from 7 --count 3 --seed " + file).out().lines())
        .containsExactlyElementsOf(
            LongStream.range(7, 10)
                .mapToObj(path -> seed.metaAddress("ethereum", path).toString())
                .toList());
    assertThat(DeskRun.of("keys stock --chain solana --from 0 --count 1 --seed " + file).out())
        .isEqualTo(seed.metaAddress("solana", 0) + "\n");
  }
}
