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

  /** Of the seed 0, so that it can be compared with what the parties' tools make of it. */
  @Test
  void aStockForTheRosterBeginsWithItsOwnerAndFingerprintsAndHasNoSecret() throws Exception {
    Path file = Files.writeString(folder.resolve("a.seed"), "00".repeat(32) + "\n");
    String line = "keys stock --owner DESK7 --from 0 --count 2 --seed " + file;
    String record = DeskRun.of(line).out();
    OwnerSeed seed = OwnerSeed.of(new byte[OwnerSeed.BYTES]);
    assertThat(record.lines())
        .containsExactly(
            "obscura-note-keys 1 DESK7",
            "key 0 60aaeed24c7513737d22b2698895213086241d8ed97962f0b535fcf2fbdd5206",
            "key 1 eaedd0509dbd5eb7520781c1a7b23d6f5e2a3eb4a46e1111a068594192fbbc63",
            "key 2 71bec5b7eabcd6d264119cedad23b5b95fcd643b324c91c8b14e34e4cc5af48c",
            seed.metaAddress("ethereum", 0).toString(),
            seed.metaAddress("ethereum", 1).toString());
    assertThat(record).endsWith("\n");
    seed.shareKeys()
        .forEach(
            key -> assertThat(record).doesNotContain(HexFormat.of().formatHex(key.exposeSecret())));
    DeskRun wrong = DeskRun.of(line.replace("DESK7", "D/7"));
    assertThat(wrong.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(wrong.err()).startsWith("--owner: your CompID");
  }
}
