package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.DepositLine;
import obscura.settlement.wallet.OwnedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/** An owner deposits, and writes for the venue what it needs to spend the note. */
class DepositWordTest {
  private static final String PAYER = String.format("%064x", 0xbeef);

  private final Owner owner = new Owner("owner");
  @TempDir private Path folder;
  private VaultScene scene;
  private Path vaultFile;
  private Path word;

  @BeforeEach
  void open() throws Exception {
    scene = new VaultScene();
    vaultFile = scene.vaultFile(folder);
    word = folder.resolve("deposits");
    Files.writeString(folder.resolve("payer.key"), PAYER);
    String account = Credentials.create(PAYER).getAddress();
    scene.rpc("anvil_setBalance", account, "0x56bc75e2d63100000");
    scene.mint(
        scene.weth,
        obscura.settlement.sip.EthereumAddress.parse(account),
        VaultScene.WETH_UNIT.multiply(BigInteger.TEN));
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Path record(String seed, int from) throws Exception {
    DeskRun stock =
        DeskRun.of("keys stock --seed " + seed + " --from " + from + " --count 5 --owner DESK1");
    return Files.writeString(folder.resolve("record" + from), stock.out());
  }

  private DeskRun deposit(String more) throws Exception {
    return DeskRun.of(
        "deposit --seed %s --vault %s --token WETH --amount 2.5 --payer-key %s %s"
            .formatted(owner.seedFile(folder), vaultFile, folder.resolve("payer.key"), more));
  }

  @Test
  void eachDepositAddsALineThatTellsOfItsNote() throws Exception {
    Path record = record(owner.seedFile(folder).toString(), 3);
    String more = " --record " + record + " --word " + word + " --path ";
    assertThat(deposit(more + 7).exitCode()).isZero();
    assertThat(deposit(more + 3).exitCode()).isZero();
    List<DepositLine> lines = Files.readAllLines(word).stream().map(DepositLine::parse).toList();
    assertThat(lines).extracting(line -> line.key().path()).containsExactly(4, 0);
    String digest = HexFormat.of().formatHex(Hash.sha256(Files.readAllBytes(record)));
    assertThat(lines)
        .allSatisfy(line -> {
          assertThat(line.owner()).isEqualTo("DESK1");
          assertThat(line.key().record()).isEqualTo(Bytes.hex(digest));
          assertThat(line.vault()).isEqualTo(scene.vault);
        });
    List<OwnedNote> notes = owner.holdings(scene.vault, scene.archive()).unspent();
    assertThat(notes)
        .extracting(OwnedNote::note)
        .containsExactlyInAnyOrderElementsOf(lines.stream().map(DepositLine::note).toList());
  }

  @Test
  void aRecordOfAnotherSeedOrWithoutThePathIsRefusedBeforeAnythingIsSent() throws Exception {
    Path other = record(new Owner("other").seedFile(folder).toString(), 0);
    assertThat(deposit(" --record " + other + " --word " + word).err())
        .contains("--record: a record of this seed's keys, unchanged")
        .hasLineCount(1);
    Path own = record(owner.seedFile(folder).toString(), 3);
    assertThat(deposit(" --record " + own + " --word " + word).err())
        .contains("--path: one that is in the record; path 0 is not");
    assertThat(deposit(" --record " + vaultFile + " --word " + word).err())
        .contains("is no record of note keys");
    assertThat(deposit(" --record " + own).exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(word).doesNotExist();
    assertThat(owner.holdings(scene.vault, scene.archive()).unspent()).isEmpty();
  }

  /** A seed with a line behind it is a seed that nobody can read any more. */
  @Test
  void aFileOfSomethingElseIsLeftAsItIs() throws Exception {
    Path record = record(owner.seedFile(folder).toString(), 0);
    String before = Files.readString(record);
    assertThat(deposit(" --record " + record + " --word " + record).err())
        .contains("--word: a new file, or one with lines of deposits alone")
        .hasLineCount(1);
    assertThat(record).hasContent(before);
    assertThat(owner.holdings(scene.vault, scene.archive()).unspent()).isEmpty();
    assertThat(deposit(" --record " + record + " --word " + word).exitCode()).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(word)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLineOfAnotherFormIsRefusedWithoutRepeatingIt() throws Exception {
    Path record = record(owner.seedFile(folder).toString(), 0);
    assertThat(deposit(" --record " + record + " --word " + word).exitCode()).isZero();
    String line = Files.readString(word).strip();
    assertThat(DepositLine.parse(line).write()).isEqualTo(line);
    String amount = "2500000000000000000";
    assertThat(line).contains(" " + amount + " ");
    for (String wrong :
        List.of(
            "",
            "deposit1",
            line + " x",
            line + "0",
            line.replace("deposit1", "deposit2"),
            line.replace(" 0x", " 0xz"),
            line.replace(amount, "0"),
            line.replace(amount, "-1"),
            line.replace(amount, "0" + amount),
            line.replace(amount, "1" + "0".repeat(29)))) {
      assertThatThrownBy(() -> DepositLine.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a deposit ")
          .hasMessageNotContaining(amount);
    }
  }
}
