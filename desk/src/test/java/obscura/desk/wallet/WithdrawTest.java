package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;

/** An owner leaves, with a seed and the chain alone. */
class WithdrawTest {
  private static final EthereumAddress HOME =
      EthereumAddress.parse("0x00000000000000000000000000000000deadbeef");
  private static final EthereumAddress ELSEWHERE =
      EthereumAddress.parse("0x00000000000000000000000000000000cafebabe");
  private static final String PAYER = String.format("%064x", 0xbeef);

  private final Owner seller = new Owner("seller");
  private final Owner buyer = new Owner("buyer");
  @TempDir private Path folder;
  private VaultScene scene;
  private Path vaultFile;
  private Path payerKey;

  @BeforeEach
  void open() throws Exception {
    scene = new VaultScene();
    vaultFile = scene.vaultFile(folder);
    payerKey = Files.writeString(folder.resolve("payer.key"), "0x" + PAYER + "\n");
    scene.rpc("anvil_setBalance", payer().toString(), "0x56bc75e2d63100000");
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void withEveryMachineOfTheVenueOffTwoOwnersRebuildAllOpeningsAndWithdrawEverything()
      throws Exception {
    trade();
    scene.venueEnds();

    DeskRun balance = run(buyer, "balance");
    assertThat(balance.exitCode()).isZero();
    assertThat(balance.err()).isEmpty();
    assertThat(balance.out())
        .containsPattern("0x[0-9a-f]{12}  WETH +2.25  free\n")
        .containsPattern("0x[0-9a-f]{12}  USDC +1000.5  free\n")
        .endsWith(
            """
            TOKEN     SUM  LOCKED
            USDC   1000.5       0
            WETH     2.25       0
            """);

    String all = "withdraw --all --to " + HOME + " --payer-key " + payerKey;
    DeskRun asked = run(buyer, all);
    assertThat(asked.exitCode()).isZero();
    assertThat(asked.out())
        .containsPattern("2.25 WETH  requested; matures at 2026-11-21 12:00:00 UTC")
        .containsPattern("1000.5 USDC  requested; matures at 2026-11-21 12:00:00 UTC")
        .contains("2 of them wait, the first until 2026-11-21 12:00:00 UTC");
    assertThat(scene.requests()).isEqualTo(2);
    assertThat(run(buyer, "balance").out())
        .contains("to be withdrawn to " + HOME + " from 2026-11-21 12:00:00 UTC on");

    DeskRun tooEarly = run(buyer, all);
    assertThat(tooEarly.exitCode()).isZero();
    assertThat(tooEarly.out()).contains("2.25 WETH  was requested before; matures at 2026-11-21");
    assertThat(scene.requests()).isEqualTo(2);
    assertThat(scene.balance(scene.weth, HOME)).isZero();

    pass(VaultScene.WITHDRAWAL_DELAY);
    DeskRun finished = run(buyer, all);
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.out())
        .contains("2.25 WETH  finished: 2.25 went to " + HOME)
        .contains("1000.5 USDC  finished: 1000.5 went to " + HOME)
        .doesNotContain("wait");
    assertThat(scene.balance(scene.weth, HOME)).isEqualTo(weth("2250000000000000000"));
    assertThat(scene.balance(scene.usdc, HOME)).isEqualTo(BigInteger.valueOf(1_000_500_000));

    DeskRun again = run(buyer, all);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo("nothing to withdraw\n");
    assertThat(run(buyer, "balance").out()).endsWith("no notes of this seed\n");

    DeskRun other = waiting(seller, "withdraw --all --wait --development --to " + ELSEWHERE);
    assertThat(other.exitCode()).isZero();
    assertThat(other.out()).contains("5000 USDC  finished").contains("0.75 WETH  finished");
    assertThat(scene.balance(scene.usdc, ELSEWHERE)).isEqualTo(BigInteger.valueOf(5_000_000_000L));
    assertThat(scene.balance(scene.weth, scene.vault.address())).isZero();
    assertThat(scene.balance(scene.usdc, scene.vault.address())).isZero();
  }

  @Test
  void anotherSeedFindsNothing() throws Exception {
    trade();
    Owner stranger = new Owner("stranger");
    assertThat(run(stranger, "balance").out()).endsWith("no notes of this seed\n");
    DeskRun all = run(stranger, "withdraw --all --development --to " + HOME);
    assertThat(all.out()).isEqualTo("nothing to withdraw\n");
    DeskRun named =
        run(stranger, "withdraw --development --to " + HOME + " --note " + ids(buyer).getFirst());
    assertThat(named.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(named.err())
        .isEqualTo("--note: this seed has no note " + ids(buyer).getFirst() + "\n");
    assertThat(scene.requests()).isZero();
  }

  @Test
  void oneTokenGoesAndTheRestStays() throws Exception {
    trade();
    DeskRun run = waiting(buyer, "withdraw --token weth --wait --development --to " + HOME);
    assertThat(run.out()).contains("2.25 WETH  finished").doesNotContain("USDC");
    assertThat(run(buyer, "balance").out())
        .containsPattern("USDC +1000.5  free")
        .doesNotContain("WETH");
  }

  @Test
  void aFeeGoesToWhoHandsTheRequestInAndADoneNoteIsNotTakenTwice() throws Exception {
    trade();
    String note = Words.id(holdings(buyer).getFirst().id());
    String line =
        "withdraw --fee 0.05 --payer-key " + payerKey + " --to " + HOME + " --note " + note;
    assertThat(waiting(buyer, line + " --wait").out())
        .contains(note + "  2.25 WETH  finished: 2.2 went to " + HOME);
    assertThat(scene.balance(scene.weth, HOME)).isEqualTo(weth("2200000000000000000"));
    assertThat(scene.balance(scene.weth, payer())).isEqualTo(weth("50000000000000000"));
    DeskRun again = run(buyer, line);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out())
        .isEqualTo(note + "  2.25 WETH  was withdrawn to " + HOME + "\nnothing to withdraw\n");
    assertThat(scene.requests()).isEqualTo(1);
  }

  @Test
  void aRequestToAnotherAddressStandsBesideTheFirstAndIsSaidAloud() throws Exception {
    trade();
    run(buyer, "withdraw --token WETH --development --to " + ELSEWHERE);
    DeskRun second = run(buyer, "withdraw --token WETH --development --to " + HOME);
    assertThat(second.err()).contains("another request stands, to " + ELSEWHERE);
    assertThat(scene.requests()).isEqualTo(2);
    pass(VaultScene.WITHDRAWAL_DELAY);
    run(buyer, "withdraw --token WETH --development --to " + HOME);
    assertThat(scene.balance(scene.weth, HOME)).isEqualTo(weth("2250000000000000000"));
    assertThat(scene.balance(scene.weth, ELSEWHERE)).isZero();
  }

  @Test
  void aNoteThatABatchSpentIsRefusedAndTheOthersGoOn() throws Exception {
    trade();
    OwnedNote sold = seller.holdings(scene.vault, scene.archive()).spent().getFirst();
    String kept = Words.id(holdings(seller).getFirst().id());
    DeskRun run =
        run(
            seller,
            "withdraw --development --to %s --note %s --note %s"
                .formatted(HOME, Words.id(sold.id()), kept));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).isEqualTo(Words.id(sold.id()) + "  3 WETH  was spent by a batch\n");
    assertThat(run.out()).contains(kept + "  5000 USDC  requested");
  }

  @Test
  void lockedNotesAreShownToBothSidesAndStayLocked() throws Exception {
    scene.deposit(seller.note(scene.vault, scene.weth, weth("3000000000000000000")));
    NewNote payment = buyer.note(scene.vault, scene.weth, weth("2000000000000000000"));
    NewNote change = seller.note(scene.vault, scene.weth, weth("1000000000000000000"));
    NoteLock lock =
        seller.lock(payment.opening(), VaultScene.NOON.plusSeconds(7200).getEpochSecond());
    NoteOutput locked = new NoteOutput(payment.note(), payment.memo().encode(), Optional.of(lock));
    scene.settle(holdings(seller), List.of(payment, change), List.of(locked, change.output()));

    DeskRun mine = run(buyer, "balance");
    assertThat(mine.out())
        .containsPattern("WETH +2  locked: yours with the preimage before 2026-11-20 14:00:00 UTC")
        .containsPattern("WETH +0 +2\n$");
    assertThat(run(seller, "balance").out())
        .contains("locked: comes back from 2026-11-20 14:00:00 UTC on")
        .containsPattern("WETH +1 +2\n$");
    String id = mine.out().lines().filter(line -> line.startsWith("0x")).findFirst().orElseThrow();
    DeskRun run =
        run(buyer, "withdraw --development --to " + HOME + " --note " + id.substring(0, 14));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).isEqualTo("--note: " + id.substring(0, 14) + " is locked\n");
  }

  @Test
  void anEmptyPayingAccountIsRefusedBeforeAnythingIsAsked() throws Exception {
    trade();
    Files.writeString(payerKey, String.format("%064x", 0xdead));
    DeskRun run = run(buyer, "withdraw --all --payer-key " + payerKey + " --to " + HOME);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).endsWith("has nothing to pay gas with\n");
    assertThat(scene.requests()).isZero();
  }

  @Test
  void aNodeOfAnotherChainWithoutTheVaultOrTurnedOffIsNamed() throws Exception {
    String right = Files.readString(vaultFile);
    Files.writeString(vaultFile, right.replace("31337", "1"));
    DeskRun otherChain = run(buyer, "balance");
    assertThat(otherChain.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(otherChain.err()).contains("is of chain 31337, the vault's file says 1");
    Files.writeString(vaultFile, right.replace(scene.vault.address().toString(), HOME.toString()));
    DeskRun noVault = run(buyer, "balance");
    assertThat(noVault.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(noVault.err()).isEqualTo("no contract is at " + HOME + " on chain 31337\n");
    Files.writeString(vaultFile, right);
    scene.turnOff();
    DeskRun off = run(buyer, "balance");
    assertThat(off.exitCode()).isEqualTo(ExitCodes.NOT_REACHABLE);
    assertThat(off.err()).startsWith("the node does not answer as it should: ").hasLineCount(1);
  }

  @Test
  void theVaultsFileOfAnEmbeddedVenueIsTheUsualOne() throws Exception {
    Path wallets = Files.createDirectory(folder.resolve("wallets"));
    scene.vaultFile(wallets);
    DeskRun run =
        DeskRun.of(
            Map.of("OBSCURA_DESK_DATA", folder.toString()),
            time -> {},
            "balance --seed " + buyer.seedFile(folder));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).endsWith("no notes of this seed\n");
  }

  @Test
  void aStockThatTheSeedAloneWouldNotFindAgainIsRefused() throws Exception {
    trade();
    String line = "keys stock --vault " + vaultFile + " --seed " + buyer.seedFile(folder);
    assertThat(DeskRun.of(line + " --from 4 --count 100").out().lines())
        .hasSize(100)
        .contains(buyer.seed().metaAddress("ethereum", 50).toString());
    DeskRun tooFar = DeskRun.of(line + " --from 5 --count 100");
    assertThat(tooFar.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(tooFar.err()).startsWith("--from, --count: paths 5 to 105 are not among the 100");
    assertThat(tooFar.out()).isEmpty();
  }

  /** Seller has 3 WETH, buyer 6,000.5 USDC; 2.25 WETH change hands for 5,000 USDC. */
  private void trade() throws Exception {
    scene.deposit(seller.note(scene.vault, scene.weth, weth("3000000000000000000")));
    scene.deposit(buyer.note(scene.vault, scene.usdc, BigInteger.valueOf(6_000_500_000L)));
    List<OwnedNote> spent = new ArrayList<>(holdings(seller));
    spent.addAll(holdings(buyer));
    List<NewNote> made =
        List.of(
            buyer.note(scene.vault, scene.weth, weth("2250000000000000000")),
            seller.note(scene.vault, scene.usdc, BigInteger.valueOf(5_000_000_000L)),
            buyer.note(scene.vault, scene.usdc, BigInteger.valueOf(1_000_500_000)),
            seller.note(scene.vault, scene.weth, weth("750000000000000000")));
    scene.settle(spent, made, made.stream().map(NewNote::output).toList());
  }

  private List<OwnedNote> holdings(Owner owner) throws IOException {
    return owner.holdings(scene.vault, scene.archive()).unspent();
  }

  private List<String> ids(Owner owner) throws IOException {
    return holdings(owner).stream().map(note -> note.id().toString()).toList();
  }

  private static BigInteger weth(String units) {
    return new BigInteger(units);
  }

  private static EthereumAddress payer() {
    return EthereumAddress.parse(Credentials.create(PAYER).getAddress());
  }

  private void pass(Duration time) throws IOException {
    scene.rpc("evm_increaseTime", time.toSeconds());
  }

  private DeskRun run(Owner owner, String line) throws IOException {
    return noSecretIn(DeskRun.of(with(owner, line)), owner);
  }

  /** Runs a line that waits: the chain's time passes instead of ours. */
  private DeskRun waiting(Owner owner, String line) throws IOException {
    Pause pause =
        time -> {
          try {
            assertThat(time).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
            pass(Duration.ofHours(6));
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        };
    return noSecretIn(DeskRun.waiting(pause, with(owner, line)), owner);
  }

  private String with(Owner owner, String line) throws IOException {
    return line + " --seed " + owner.seedFile(folder) + " --vault " + vaultFile;
  }

  private static DeskRun noSecretIn(DeskRun run, Owner owner) {
    assertThat(run.out() + run.err()).doesNotContain(owner.secret(), PAYER);
    return run;
  }
}
