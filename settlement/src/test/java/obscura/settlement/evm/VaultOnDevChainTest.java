package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The committed bytecode and the Java of the formats page agree, on a chain. */
class VaultOnDevChainTest {
  private static final EthereumAddress RECIPIENT =
      EthereumAddress.parse("0x00000000000000000000000000000000deadbeef");
  private static final long SOLD = 2_000;
  private static final long PAID = 5_000_000;

  private final Owner seller = new Owner("seller");
  private final Owner buyer = new Owner("buyer");
  private Venue venue;

  @BeforeEach
  void open() throws Exception {
    venue = new Venue();
  }

  @AfterEach
  void close() {
    venue.close();
  }

  @Test
  void bothComputeTheSameGenerators() throws Exception {
    for (Bytes token : List.of(venue.weth, venue.usdc)) {
      assertThat(venue.reader.generator(EthereumAddress.of(token.array())))
          .isEqualTo(venue.vault.generators(token).g());
    }
    assertThatThrownBy(() -> venue.reader.generator(RECIPIENT))
        .isInstanceOf(MalformedDataException.class);
  }

  @Test
  void aTradeSettlesAndEachSideFindsItsNotesWithItsSeedAlone() throws Exception {
    EvmBatch batch = trade();
    venue.reader.check(RECIPIENT, VaultCalls.settle(batch));
    venue.send(VaultCalls.settle(batch));

    VaultArchive.Entry last = venue.archive().getLast();
    VaultEvent.Settled settled = (VaultEvent.Settled) last.log().event();
    assertThat(settled.number()).isEqualTo(batch.content().number());
    assertThat(settled.digest()).isEqualTo(venue.vault.batchDigest(batch.content()));
    assertThat(settled.root()).isEqualTo(batch.content().tree(venue.vault).root());
    assertThat(last.batch()).contains(batch);
    assertThat(venue.reader.isSettled(batch.content().trades().getFirst())).isTrue();

    List<OwnedNote> bought = unspent(buyer);
    assertThat(bought).extracting(this::value).containsExactly("WETH 2000", "USDC 1000000");
    List<OwnedNote> received = unspent(seller);
    assertThat(received).extracting(this::value).containsExactly("USDC 5000000", "WETH 1000");
    for (OwnedNote owned : bought) {
      assertThat(venue.reader.noteId(venue.placed(owned))).isEqualTo(owned.id());
    }
  }

  @Test
  void anOwnerLeavesWithSeedAndChainAlone() throws Exception {
    venue.send(VaultCalls.settle(trade()));
    venue.send(VaultCalls.pause());
    OwnedNote bought = unspent(buyer).getFirst();
    WithdrawalTerms terms =
        new WithdrawalTerms(Bytes.of(RECIPIENT.bytes()), BigInteger.TEN, venue.now());
    Bytes digest = venue.vault.withdrawDigest(bought.id(), terms);
    CompactSignature signature =
        CompactSignature.of(venue.signatures().withdraw(bought, terms).array());
    venue.send(VaultCalls.requestWithdrawal(venue.placed(bought), terms, signature));
    Bytes finish = VaultCalls.finishWithdrawal(venue.placed(bought), terms, bought.opening());
    refused(VaultError.NOT_MATURE, () -> venue.send(finish));
    venue.advance(Venue.WITHDRAWAL_DELAY);
    BigInteger before = venue.balance(venue.weth, venue.account.address());
    venue.send(finish);
    assertThat(venue.balance(venue.weth, RECIPIENT)).isEqualTo(SOLD - 10);
    assertThat(venue.balance(venue.weth, venue.account.address()).subtract(before)).isEqualTo(10);
    refused(VaultError.NOTE_SPENT, () -> venue.send(finish));
    assertThat(venue.archive())
        .extracting(entry -> entry.log().event())
        .endsWith(
            new VaultEvent.Withdrawn(
                bought.id(),
                venue.weth,
                Bytes.of(RECIPIENT.bytes()),
                BigInteger.valueOf(SOLD),
                BigInteger.TEN))
        .contains(
            new VaultEvent.Paused(),
            new VaultEvent.PermitsEnd(bought.id(), venue.now()),
            new VaultEvent.WithdrawalRequested(bought.id(), digest, terms, venue.now()));
  }

  @Test
  void refusalsHaveTheirNames() throws Exception {
    EvmBatch batch = trade();
    venue.send(VaultCalls.settle(batch));
    refused(VaultError.BATCH_NUMBER_USED, () -> venue.send(VaultCalls.settle(batch)));
    OwnedNote spent = seller.holdings(venue.vault, venue.archive()).spent().getFirst();
    EvmBatch again =
        venue.batch(List.of(spent), List.of(seller.note(venue.vault, venue.weth, 3_000)));
    assertThatThrownBy(() -> venue.send(VaultCalls.settle(again)))
        .isInstanceOfSatisfying(
            VaultRefusedException.class,
            refusal -> {
              assertThat(refusal.error()).contains(VaultError.NOTE_SPENT);
              assertThat(refusal.arguments()).containsExactly(spent.id());
            })
        .hasMessage("NoteSpent(" + spent.id() + ")");
    OwnedNote left = unspent(seller).getLast();
    EvmBatch inflated =
        venue.batch(List.of(left), List.of(seller.note(venue.vault, venue.weth, 1_001)));
    refused(VaultError.NOT_BALANCED, () -> venue.send(VaultCalls.settle(inflated)));
    refused(VaultError.NOTHING_PROPOSED, () -> venue.send(VaultCalls.adoptSigners()));
  }

  @Test
  void aRefusalOfTheTokenIsNotTheVaults() throws Exception {
    NewNote note = seller.note(venue.vault, venue.weth, 3_000);
    Bytes deposit =
        VaultCalls.deposit(note.note().token(), note.note().owner(), note.opening(), note.memo());
    assertThatThrownBy(() -> venue.reader.check(RECIPIENT, deposit))
        .isInstanceOfSatisfying(
            VaultRefusedException.class, refusal -> assertThat(refusal.error()).isEmpty())
        // ERC20InsufficientAllowance(address,uint256,uint256)
        .hasMessageContaining("0xfb8f41b2");
  }

  @Test
  void aLockIsClaimedWithItsPreimage() throws Exception {
    Bytes preimage = Bytes.of(Hash.sha256(Hash.utf8("secret")));
    NewNote payment = buyer.note(venue.vault, venue.weth, SOLD);
    NoteLock terms = seller.lock(preimage, payment.opening(), venue.now() + 3600);
    PlacedNote locked = lock(payment, terms);
    refused(
        VaultError.WRONG_PREIMAGE,
        () -> venue.send(VaultCalls.claim(locked, terms, Bytes.zeros(32))));
    refused(VaultError.LOCK_NOT_EXPIRED, () -> venue.send(VaultCalls.refund(locked, terms)));
    venue.send(VaultCalls.claim(locked, terms, preimage));
    VaultEvent.Claimed claimed = (VaultEvent.Claimed) venue.archive().getLast().log().event();
    assertThat(claimed.preimage()).isEqualTo(preimage);
    assertThat(claimed.note()).isEqualTo(payment.note());
    assertThat(claimed.leaf())
        .isEqualTo(venue.vault.lockedLeaf(locked.id(venue.vault), venue.vault.lockHash(terms)));
    assertThat(unspent(buyer)).extracting(this::value).containsExactly("WETH 2000");
  }

  @Test
  void anExpiredLockGoesBackToWhoSetIt() throws Exception {
    Bytes preimage = Bytes.of(Hash.sha256(Hash.utf8("secret")));
    NewNote payment = buyer.note(venue.vault, venue.weth, SOLD);
    NoteLock terms = seller.lock(preimage, payment.opening(), venue.now() + 3600);
    PlacedNote locked = lock(payment, terms);
    venue.advance(Duration.ofHours(2));
    refused(VaultError.LOCK_EXPIRED, () -> venue.send(VaultCalls.claim(locked, terms, preimage)));
    venue.send(VaultCalls.refund(locked, terms));
    VaultEvent.Refunded refunded = (VaultEvent.Refunded) venue.archive().getLast().log().event();
    assertThat(refunded.note().owner()).isEqualTo(terms.refundOwner());
    assertThat(refunded.note().commitment()).isEqualTo(payment.note().commitment());
    assertThat(unspent(seller)).extracting(this::value).containsExactly("WETH 1000", "WETH 2000");
    assertThat(unspent(buyer)).isEmpty();
  }

  @Test
  void signersChangeAfterTheirDelay() throws Exception {
    EthereumAddress newcomer = EthereumAddress.parse(Venue.party(9).getAddress());
    List<EthereumAddress> next =
        List.of(venue.reader.signers().get(0), newcomer, venue.reader.signers().get(2));
    Bytes digest = venue.vault.signersDigest(next, venue.reader.proposals() + 1);
    venue.send(
        VaultCalls.proposeSigners(next, 1, List.of(Venue.sign(0, digest), Venue.sign(2, digest))));
    refused(VaultError.SIGNERS_NOT_DUE, () -> venue.send(VaultCalls.adoptSigners()));
    venue.advance(Venue.SIGNER_DELAY);
    venue.send(VaultCalls.adoptSigners());
    assertThat(venue.reader.epoch()).isEqualTo(2);
    assertThat(venue.reader.signers()).isEqualTo(next);
    assertThat(venue.archive())
        .extracting(entry -> entry.log().event())
        .endsWith(
            new VaultEvent.SignersProposed(1, next, venue.now()),
            new VaultEvent.SignersChanged(2, next));
  }

  @Test
  void revokedPermitsEndWithTheDelay() throws Exception {
    venue.deposit(seller.note(venue.vault, venue.weth, 3_000));
    OwnedNote owned = unspent(seller).getFirst();
    CompactSignature signature = CompactSignature.of(venue.signatures().revoke(owned).array());
    venue.send(VaultCalls.revoke(venue.placed(owned), signature));
    assertThat(venue.reader.permitsEndAt(owned.id()))
        .isEqualTo(venue.now() + Venue.WITHDRAWAL_DELAY.toSeconds());
    venue.advance(Venue.WITHDRAWAL_DELAY);
    EvmBatch late =
        venue.batch(List.of(owned), List.of(seller.note(venue.vault, venue.weth, 3_000)));
    refused(VaultError.PERMIT_REVOKED, () -> venue.send(VaultCalls.settle(late)));
  }

  /** Seller has 3,000 WETH, buyer 6,000,000 USDC; both get change. */
  private EvmBatch trade() throws Exception {
    venue.deposit(seller.note(venue.vault, venue.weth, 3_000));
    venue.deposit(buyer.note(venue.vault, venue.usdc, 6_000_000));
    return venue.batch(
        List.of(unspent(seller).getFirst(), unspent(buyer).getFirst()),
        List.of(
            buyer.note(venue.vault, venue.weth, SOLD),
            seller.note(venue.vault, venue.usdc, PAID),
            buyer.note(venue.vault, venue.usdc, 6_000_000 - PAID),
            seller.note(venue.vault, venue.weth, 3_000 - SOLD)));
  }

  /** Settles a batch with one locked output. */
  private PlacedNote lock(NewNote payment, NoteLock terms) throws Exception {
    venue.deposit(seller.note(venue.vault, venue.weth, 3_000));
    NewNote change = seller.note(venue.vault, venue.weth, 3_000 - SOLD);
    NoteOutput locked = new NoteOutput(payment.note(), payment.memo().encode(), Optional.of(terms));
    EvmBatch batch =
        venue.batch(
            List.of(unspent(seller).getFirst()),
            List.of(payment, change),
            List.of(locked, change.output()));
    venue.send(VaultCalls.settle(batch));
    assertThat(venue.archive().getLast().batch()).contains(batch);
    return batch.placed(venue.vault).getFirst();
  }

  /** What the archive gives, each checked against the contract's own state. */
  private List<OwnedNote> unspent(Owner owner) throws Exception {
    Holdings holdings = owner.holdings(venue.vault, venue.archive());
    for (OwnedNote note : holdings.unspent()) {
      assertThat(isUnspent(note)).isTrue();
    }
    for (OwnedNote note : holdings.spent()) {
      assertThat(isUnspent(note)).isFalse();
    }
    return holdings.unspent();
  }

  private boolean isUnspent(OwnedNote note) throws Exception {
    return venue.reader.isUnspent(note.id(), note.place(), venue.placed(note).path());
  }

  private String value(OwnedNote owned) {
    return (owned.note().token().equals(venue.weth) ? "WETH " : "USDC ") + owned.opening().amount();
  }

  private static void refused(VaultError error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VaultRefusedException.class, refusal -> assertThat(refusal.error()).contains(error));
  }
}
