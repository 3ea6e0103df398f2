package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
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
      print(
          "open_page",
          chain.send(venue.operator, venue.batches.openPage(venue.operator.getPublicKey(), page)));
    }
    print("open_batch", chain.send(venue.operator, batch.open()));
    BatchPieces cut = new BatchPieces(venue.vault, batch.content());
    send(venue, "add_trades", cut.trades());
    send(venue, "add_inputs", cut.inputs(batch.inputs()));
    send(venue, "add_outputs", cut.outputs());
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
                staying
                    .key()
                    .sign(venue.rules.revokeDigest(staying.note().id(venue.vault)).array()))));
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
  }

  private static void locksAreClaimedAndRefunded(Venue venue, Batch before) {
    byte[] preimage = venue.bytes(32);
    OneTimeKey refunded = venue.newKey();
    NoteLock lock =
        new NoteLock(
            Bytes.of(Hash.sha256(preimage)),
            Bytes.of(refunded.owner()),
            chain.now() + 1_200,
            Bytes.of(venue.bytes(NoteFields.REFUND_MEMO_BYTES)));
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
    Note old = locked.made().get(0).note().note();
    assertBorn(venue, claimed, old, old.owner());

    chain.setTime(lock.deadlineSeconds());
    long refund = venue.singleNumber();
    print(
        "refund",
        chain.send(
            venue.operator,
            venue.owners.refund(venue.operator.getPublicKey(), refund, locked.located(1), lock)));
    assertBorn(venue, refund, locked.made().get(1).note().note(), lock.refundOwner());

    Note back =
        new Note(
            locked.made().get(1).note().note().token(),
            lock.refundOwner(),
            locked.made().get(1).note().note().commitment());
    Venue.Owned owned =
        new Venue.Owned(
            new PlacedNote(back, new NotePlace(refund, 0)),
            locked.made().get(1).opening(),
            refunded);
    Batch.swapping(venue, List.of(9_001L), List.of(owned)).settled();
    assertThat(BatchState.of(chain.data(venue.vault.batch(refund))).isTaken(0)).isTrue();
  }

  private static void assertBorn(Venue venue, long number, Note old, Bytes owner) {
    Note heirs = new Note(old.token(), owner, old.commitment());
    PlacedNote born = new PlacedNote(heirs, new NotePlace(number, 0));
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
