package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Hash;
import obscura.settlement.sip.OneTimeKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** From the vault's first day to the last withdrawal; compute units are printed. */
class WholeFlowTest {
  private static SolanaChain chain;

  @BeforeAll
  static void chainRuns() throws Exception {
    chain = new SolanaChain();
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @Test
  void aHundredTradesSettleAndAnOwnerLeavesWithoutTheVenue() {
    Venue venue = new Venue(chain);
    print("initialize", venue.initialize());
    print("list_mint (SPL Token)", venue.list(venue.usd));
    print("list_mint (Token-2022)", venue.list(venue.eth));

    List<Venue.Owned> deposits = new ArrayList<>();
    List<Long> units = new ArrayList<>();
    for (int trade = 0; trade < 100; trade++) {
      deposits.add(venue.deposit(venue.usd, 3_000_000L + trade, units::add));
      deposits.add(venue.deposit(venue.eth, 1_000L + trade, units::add));
    }
    print("deposit, dearest of 200", units.stream().max(Long::compare).orElseThrow());

    Batch batch = Batch.swapping(venue, Batch.ids(4_000, 100), deposits);
    for (long page : batch.pages()) {
      print("open_page", chain.send(venue.operator, venue.batches.openPage(venue.operator.getPublicKey(), page)));
    }
    print("open_batch", chain.send(venue.operator, batch.open()));
    BatchPieces cut = new BatchPieces(venue.vault, batch.terms());
    send(venue, "add_trades", cut.trades(batch.trades()));
    send(venue, "add_inputs", cut.inputs(batch.inputs()));
    send(venue, "add_outputs", cut.outputs(batch.outputs()));
    print("settle", chain.send(venue.operator, batch.settle()));

    BatchState state = BatchState.of(chain.data(venue.vault.batch(batch.number())));
    assertThat(state.root()).isEqualTo(batch.tree().root());
    assertThat(state.count()).isEqualTo(200);
    assertThat(chain.exists(venue.vault.draft(batch.number()))).isFalse();

    anOwnerLeaves(venue, batch);
    locksAreClaimedAndRefunded(venue, batch);
  }

  private static void anOwnerLeaves(Venue venue, Batch batch) {
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true));
    Venue.Owned leaving = batch.made().get(0);
    Account helper = chain.newAccount();
    PublicKey recipient = venue.usd.account(new Account().getPublicKey(), 0);
    PublicKey feeAccount = venue.usd.account(helper.getPublicKey(), 0);
    OwnerInstructions.Withdrawal signed =
        venue.withdrawal(leaving, recipient, 500, chain.now() + 60);
    print(
        "request_withdrawal",
        chain.send(
            helper,
            venue.owners.requestWithdrawal(
                helper.getPublicKey(), feeAccount, batch.located(0), signed)));

    chain.setTime(chain.now() + Venue.DELAYS.withdrawal());
    long held = chain.tokens(venue.vault.tokens(venue.usd.key()));
    VaultInstructions.Token usd = venue.usd.token();
    print(
        "finish_withdrawal",
        chain.send(
            helper,
            venue.owners.finishWithdrawal(leaving.note(), usd, recipient, leaving.opening())));
    print(
        "collect_fee",
        chain.send(helper, venue.owners.collectFee(leaving.note(), usd, feeAccount)));
    assertThat(chain.tokens(recipient)).isEqualTo(leaving.value() - 500);
    assertThat(chain.tokens(feeAccount)).isEqualTo(500);
    assertThat(chain.tokens(venue.vault.tokens(venue.usd.key()))).isEqualTo(held - leaving.value());

    Venue.Owned staying = batch.made().get(2);
    print(
        "revoke",
        chain.send(
            helper,
            venue.owners.revoke(
                helper.getPublicKey(),
                batch.located(2),
                staying.key().sign(venue.digests.revocation(staying.note().id(venue.vault))))));
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
  }

  private static void locksAreClaimedAndRefunded(Venue venue, Batch before) {
    byte[] preimage = venue.bytes(32);
    OneTimeKey refunded = venue.newKey();
    NoteLock lock =
        new NoteLock(
            Hash.sha256(preimage),
            Venue.publicKey(refunded),
            chain.now() + 1_200,
            venue.bytes(NoteLock.MEMO_BYTES));
    List<Venue.Owned> spent = before.made().subList(10, 12);
    List<NoteInput> inputs = List.of(before.spending(10), before.spending(11));
    Batch locked =
        Batch.swapping(venue, List.of(9_000L), spent).with(inputs).locked(lock).settled();

    long claimed = venue.singleNumber();
    print(
        "claim",
        chain.send(
            venue.operator,
            venue.owners.claim(
                venue.operator.getPublicKey(), preimage, claimed, locked.located(0), lock)));
    assertBorn(venue, claimed, locked.made().get(0).note(), locked.made().get(0).note().owner());

    chain.setTime(lock.deadlineSeconds());
    long refund = venue.singleNumber();
    print(
        "refund",
        chain.send(
            venue.operator,
            venue.owners.refund(venue.operator.getPublicKey(), refund, locked.located(1), lock)));
    assertBorn(venue, refund, locked.made().get(1).note(), lock.refundOwner());

    SolanaNote back =
        new SolanaNote(
            locked.made().get(1).note().mint(),
            lock.refundOwner(),
            locked.made().get(1).note().commitment(),
            refund,
            0);
    Venue.Owned owned =
        new Venue.Owned(back, locked.made().get(1).value(), locked.made().get(1).blinding(), refunded);
    Batch.swapping(venue, List.of(9_001L), List.of(owned)).settled();
    assertThat(BatchState.of(chain.data(venue.vault.batch(refund))).isTaken(0)).isTrue();
  }

  private static void assertBorn(Venue venue, long number, SolanaNote old, PublicKey owner) {
    SolanaNote born = new SolanaNote(old.mint(), owner, old.commitment(), number, 0);
    BatchState state = BatchState.of(chain.data(venue.vault.batch(number)));
    assertThat(state.root()).isEqualTo(born.id(venue.vault));
    assertThat(state.count()).isEqualTo(1);
    assertThat(state.isTaken(0)).isFalse();
  }

  private static void send(Venue venue, String name, List<TransactionInstruction> pieces) {
    long dearest = 0;
    for (TransactionInstruction piece : pieces) {
      dearest = Math.max(dearest, chain.send(venue.operator, piece));
    }
    print(name + ", dearest of " + pieces.size(), dearest);
  }

  private static void print(String operation, long units) {
    System.out.printf("%-40s %,9d compute units%n", operation, units);
  }
}
