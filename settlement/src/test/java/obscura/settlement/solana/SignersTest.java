package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** Who signs for a vault, and who pauses it. */
class SignersTest {
  private static SolanaChain chain;
  private Venue venue;

  @BeforeAll
  static void chainRuns() throws Exception {
    chain = new SolanaChain();
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @BeforeEach
  void newVault() {
    venue = new Venue(chain);
  }

  private static VaultInstructions.Authorities fresh(List<Account> accounts, Account guardian) {
    return new VaultInstructions.Authorities(Venue.keys(accounts), guardian.getPublicKey());
  }

  private static List<Account> three() {
    return List.of(new Account(), new Account(), new Account());
  }

  private TransactionInstruction propose(
      VaultInstructions.Authorities next, long epoch, long proposals) {
    Bytes digest =
        venue.rules.signersDigest(
            epoch,
            proposals,
            next.signers().stream().map(Venue::bytes).toList(),
            Venue.bytes(next.guardian()));
    return venue.vaults.proposeSigners(next, venue.signed(1, 2, digest.array()));
  }

  private static Quorum signed(List<Account> by, byte[] digest) {
    return new Quorum(
        0,
        TransactionSigner.of(by.get(0)).sign(digest),
        2,
        TransactionSigner.of(by.get(2)).sign(digest));
  }

  private String listing(List<Account> by, long epoch, TokenMint mint) {
    Quorum quorum = signed(by, venue.rules.listingDigest(epoch, Venue.bytes(mint.key())).array());
    return chain.refusal(
        venue.operator, venue.vaults.listMint(venue.operator.getPublicKey(), mint.token(), quorum));
  }

  @Test
  void newSignersAreInForceAfterTheDelayAndNotBefore() {
    venue.initialize();
    List<Account> next = three();
    chain.send(venue.operator, propose(fresh(next, venue.guardian), 1, 0));
    assertThat(listing(next, 2, venue.usd)).isEqualTo("SIGNATURE");
    chain.setTime(chain.now() + Venue.DELAYS.signers() - 1);
    assertThat(listing(next, 2, venue.usd)).isEqualTo("SIGNATURE");
    assertThat(listing(venue.parties, 1, venue.usd)).isEqualTo("accepted");
    chain.setTime(chain.now() + 1);
    assertThat(listing(venue.parties, 1, venue.eth)).isEqualTo("SIGNATURE");
    assertThat(listing(next, 2, venue.eth)).isEqualTo("accepted");
    VaultState state = VaultState.of(chain.data(venue.vault.address()));
    assertThat(state.epochAt(chain.now())).isEqualTo(2);
    assertThat(state.nextSigners()).isEqualTo(Venue.keys(next));
    assertThat(state.delays()).isEqualTo(Venue.DELAYS);
  }

  @Test
  void aBatchOpenedUnderTheOldSignersDoesNotSettleUnderTheNew() {
    venue.initialize();
    venue.list(venue.usd);
    venue.list(venue.eth);
    chain.send(venue.operator, propose(fresh(three(), venue.guardian), 1, 0));
    chain.setTime(chain.now() + Venue.DELAYS.signers() - 10);
    Batch batch =
        Batch.swapping(venue, List.of(1L), List.of(venue.deposit(venue.usd, 5))).handedIn();
    TransactionInstruction settle = batch.settle();
    chain.setTime(chain.now() + 10);
    assertThat(chain.refusal(venue.operator, settle)).isEqualTo("EPOCH");
  }

  @Test
  void aProposalIsHandedInOnceAndALaterOneReplacesIt() {
    venue.initialize();
    TransactionInstruction first = propose(fresh(three(), venue.guardian), 1, 0);
    chain.send(venue.operator, first);
    assertThat(chain.refusal(venue.operator, first)).isEqualTo("SIGNATURE");
    List<Account> better = three();
    chain.send(venue.operator, propose(fresh(better, venue.guardian), 1, 1));
    assertThat(VaultState.of(chain.data(venue.vault.address())).nextSigners())
        .isEqualTo(Venue.keys(better));
    assertThat(chain.refusal(venue.operator, first)).isEqualTo("SIGNATURE");
  }

  @Test
  void signersAreThreeDifferentKeysThatCanSign() {
    PublicKey good = new Account().getPublicKey();
    PublicKey better = new Account().getPublicKey();
    PublicKey neutral = new PublicKey(oneThenZeros());
    PublicKey noPoint = new PublicKey(Borsh.scalar(BigInteger.TWO));
    for (List<PublicKey> bad :
        List.of(
            List.of(good, good, better),
            List.of(good, better, good),
            List.of(better, good, good),
            List.of(good, better, neutral),
            List.of(noPoint, good, better),
            List.of(good, new PublicKey(new byte[32]), better))) {
      VaultInstructions.Authorities authorities =
          new VaultInstructions.Authorities(bad, venue.guardian.getPublicKey());
      assertThat(initializing(authorities, Venue.DELAYS)).as("%s", bad).isEqualTo("SIGNERS");
    }
  }

  private static byte[] oneThenZeros() {
    byte[] key = new byte[32];
    key[0] = 1;
    return key;
  }

  private String initializing(
      VaultInstructions.Authorities authorities, VaultInstructions.Delays delays) {
    return chain.refusal(
        venue.operator,
        venue.vaults.initialize(venue.operator.getPublicKey(), 1, authorities, delays));
  }

  @Test
  void delaysAreOrdered() {
    for (VaultInstructions.Delays bad :
        List.of(
            new VaultInstructions.Delays(600, 900, 600),
            new VaultInstructions.Delays(700, 700, 600),
            new VaultInstructions.Delays(700, 800, 0),
            new VaultInstructions.Delays(700, 800, -1),
            new VaultInstructions.Delays(700, 31_536_001, 600))) {
      assertThat(initializing(venue.authorities(), bad)).as("%s", bad).isEqualTo("DELAYS");
    }
  }

  @Test
  void aVaultIsMadeOnceAndByItsCreatorOnly() {
    venue.initialize();
    assertThat(initializing(venue.authorities(), Venue.DELAYS)).isEqualTo("0");
    Account thief = chain.newAccount();
    VaultAddresses unborn =
        VaultAddresses.of(SolanaChain.PROGRAM, venue.operator.getPublicKey(), 2);
    TransactionInstruction squatting =
        new VaultInstructions(unborn)
            .initialize(thief.getPublicKey(), 2, venue.authorities(), Venue.DELAYS);
    assertThat(chain.refusal(thief, squatting)).isEqualTo("2006");
  }

  @Test
  void onlyTheGuardianPausesAndANewOneComesWithTheSigners() {
    venue.initialize();
    Account stranger = chain.newAccount();
    assertThat(chain.refusal(stranger, venue.vaults.setPaused(stranger.getPublicKey(), true)))
        .isEqualTo("NOT_GUARDIAN");
    chain.send(venue.operator, propose(fresh(venue.parties, stranger), 1, 0));
    chain.setTime(chain.now() + Venue.DELAYS.signers());
    assertThat(
            chain.refusal(
                venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true)))
        .isEqualTo("NOT_GUARDIAN");
    chain.send(stranger, venue.vaults.setPaused(stranger.getPublicKey(), true));
    VaultState state = VaultState.of(chain.data(venue.vault.address()));
    assertThat(state.paused()).isTrue();
    assertThat(state.epoch()).isEqualTo(2);
    assertThat(state.guardian()).isEqualTo(stranger.getPublicKey());
    assertThat(state.nextAtSeconds()).isZero();
  }
}
