package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import obscura.settlement.evm.PermitLine;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/** An owner brings tokens into the vault and lets the venue spend them. */
class PermitTest {
  private static final String PAYER = String.format("%064x", 0xbeef);
  private static final BigInteger THREE = BigInteger.valueOf(3).multiply(VaultScene.WETH_UNIT);

  private final Owner owner = new Owner("owner");
  @TempDir private Path folder;
  private VaultScene scene;
  private Path vaultFile;
  private String payer;

  @BeforeEach
  void open() throws Exception {
    scene = new VaultScene();
    vaultFile = scene.vaultFile(folder);
    payer = " --payer-key " + Files.writeString(folder.resolve("payer.key"), PAYER);
    scene.rpc("anvil_setBalance", account().toString(), "0x56bc75e2d63100000");
    scene.mint(scene.weth, account(), THREE);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void tokensBecomeANoteAndItsPermitLetsABatchSpendIt() throws Exception {
    DeskRun deposited = run("deposit --token weth --amount 2.5" + payer);
    assertThat(deposited.err()).isEmpty();
    assertThat(deposited.exitCode()).isZero();
    assertThat(deposited.out())
        .containsPattern("0x[0-9a-f]{12}  2.5 WETH  deposited in block \\d+");
    assertThat(scene.balance(scene.weth, account()))
        .isEqualTo(VaultScene.WETH_UNIT.divide(BigInteger.TWO));
    assertThat(run("balance").out()).containsPattern("WETH +2.5  free");

    DeskRun permitted = run("permit --all --until 2026-12-31");
    assertThat(permitted.exitCode()).isZero();
    assertThat(permitted.err()).isEmpty();
    assertThat(permitted.out()).hasLineCount(1);
    PermitLine line = PermitLine.parse(permitted.out());
    assertThat(line.isOwners(scene.vault)).isTrue();
    assertThat(line.spend().expirySeconds()).isEqualTo(1_798_675_200L);
    EvmVault other = new EvmVault(BigInteger.ONE, scene.vault.address());
    assertThat(line.isOwners(other)).isFalse();

    List<OwnedNote> notes = owner.holdings(scene.vault, scene.archive()).unspent();
    assertThat(notes).hasSize(1);
    NewNote next =
        new Owner("buyer").note(scene.vault, scene.weth, notes.getFirst().opening().amount());
    scene.settle(List.of(line.spend()), notes, List.of(next), List.of(next.output()));
    assertThat(run("balance").out()).endsWith("no notes of this seed\n");

    DeskRun gone = run("permit --until 2026-12-31 --note " + Words.id(notes.getFirst().id()));
    assertThat(gone.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(gone.out()).isEmpty();
    assertThat(gone.err()).isEqualTo("nothing to permit\n");
  }

  @Test
  void moreThanTheAccountHasIsRefusedAndNothingMoves() throws Exception {
    DeskRun run = run("deposit --token WETH --amount 3.000001" + payer);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).isEqualTo("the account " + account() + " has 3 WETH\n");
    assertThat(scene.balance(scene.weth, account())).isEqualTo(THREE);
    assertThat(scene.archive()).noneMatch(e -> e.log().event() instanceof VaultEvent.Deposited);
  }

  @Test
  void aDepositOfWhatWasAllowedBeforeNeedsNoSecondAllowance() throws Exception {
    assertThat(run("deposit --token WETH --amount 1" + payer).exitCode()).isZero();
    assertThat(run("deposit --token WETH --amount 2 --path 7" + payer).out()).contains("path 7");
    assertThat(run("balance").out()).containsPattern("WETH +3 +0\n$");
  }

  @Test
  void mistakesAreOneLine() throws Exception {
    assertMistake("deposit --token DOGE --amount 1" + payer, "--token: USDC, WETH, not 'DOGE'");
    assertMistake("deposit --token USDC --amount 0.0000001" + payer, "USDC has 6 decimals");
    assertMistake("deposit --token USDC --amount 0" + payer, "--amount: above 0");
    assertMistake("deposit --token USDC --amount 1 --path -1" + payer, "--path: a path is 0");
    assertMistake("deposit --token USDC --amount 1 --development", "--payer-key is needed");
    assertMistake("permit --all --until tomorrow", "2026-12-31 or 2026-12-31T18:00:00Z");
    assertMistake("permit --all --until 2026-11-19", "--until: after the chain's time");
    assertMistake("permit --all", "--until=TIME");
    assertMistake("permit --token DOGE --until 2026-12-31", "--token: USDC, WETH, or an address");
  }

  @Test
  void aPermitOfAnotherFormIsRefused() throws Exception {
    assertThat(run("deposit --token WETH --amount 1" + payer).exitCode()).isZero();
    String line = run("permit --all --until 2026-12-31T18:00:00Z").out().strip();
    assertThat(PermitLine.parse(line).write()).isEqualTo(line);
    for (String wrong :
        List.of(
            "",
            "permit1",
            line + " x",
            line.replace("permit1", "permit2"),
            line + "0",
            line.replace(" 0x", " 0xz"),
            line.replace("31337", "031337"))) {
      assertThatThrownBy(() -> PermitLine.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("a permit ");
    }
    PermitLine longer = PermitLine.parse(line.replace("1798740000", "1898740000"));
    assertThat(longer.isOwners(scene.vault)).isFalse();
  }

  private void assertMistake(String line, String expected) throws Exception {
    DeskRun run = run(line);
    assertThat(run.err()).contains(expected).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.out()).isEmpty();
  }

  private DeskRun run(String line) throws Exception {
    String[] words = line.split(" ", 2);
    return DeskRun.of(
        "%s --seed %s --vault %s %s"
            .formatted(
                words[0], owner.seedFile(folder), vaultFile, words.length > 1 ? words[1] : ""));
  }

  private static EthereumAddress account() {
    return EthereumAddress.parse(Credentials.create(PAYER).getAddress());
  }
}
