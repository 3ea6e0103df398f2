package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.TransactionInstruction;

/** What a venue, two of whose parties are honest, must not get past the program. */
class BatchAttacksTest {
  private static SolanaChain chain;
  private static Venue venue;
  private static long nextTrade = 1;

  @BeforeAll
  static void vaultIsOpen() throws Exception {
    chain = new SolanaChain();
    venue = Venue.open(chain);
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  private static Batch twoNotes() {
    List<Venue.Owned> spent = List.of(venue.deposit(venue.usd, 3_000), venue.deposit(venue.eth, 7));
    return Batch.swapping(venue, List.of(nextTrade++), spent);
  }

  private static String refusal(TransactionInstruction instruction) {
    return chain.refusal(venue.operator, instruction);
  }

  @Test
  void aBatchIsSettledOnce() {
    Batch batch = twoNotes().settled();
    assertThat(refusal(batch.open())).isEqualTo("BATCH_USED");
    assertThat(refusal(batch.settle())).isEqualTo("3007");
  }

  @Test
  void aTradeIsSettledOnce() {
    Batch first = twoNotes().settled();
    Batch second =
        Batch.swapping(venue, first.trades(), List.of(venue.deposit(venue.usd, 9))).handedIn();
    assertThat(refusal(second.settle())).isEqualTo("TRADE_USED");
    long twice = nextTrade++;
    Batch within =
        Batch.swapping(venue, List.of(twice, twice), List.of(venue.deposit(venue.usd, 9)))
            .handedIn();
    assertThat(refusal(within.settle())).isEqualTo("TRADE_USED");
  }

  @Test
  void aTradeNeedsItsPage() {
    Batch batch = twoNotes().handedIn();
    TransactionInstruction settle = batch.settle();
    List<AccountMeta> keys = settle.getKeys();
    TransactionInstruction withoutPage =
        new TransactionInstruction(
            SolanaChain.PROGRAM, keys.subList(0, keys.size() - 1), settle.getData());
    assertThat(refusal(withoutPage)).isEqualTo("PAGE");
  }

  @Test
  void signaturesForAnotherVaultAreWorthNothing() {
    Batch batch = twoNotes();
    VaultAddresses other = VaultAddresses.of(SolanaChain.PROGRAM, venue.operator.getPublicKey(), 2);
    Quorum foreign = venue.signed(0, 1, other.rules().batchDigest(batch.content()).array());
    assertThat(refusal(batch.open(foreign))).isEqualTo("SIGNATURE");
  }

  @Test
  void oneSignatureIsNotTwo() {
    Batch batch = twoNotes();
    byte[] digest = batch.digest().array();
    assertThat(refusal(batch.open(venue.signed(1, 1, digest)))).isEqualTo("QUORUM");
    assertThat(refusal(batch.open(venue.signed(2, 1, digest)))).isEqualTo("QUORUM");
    byte[] good = TransactionSigner.of(venue.parties.get(0)).sign(digest);
    assertThat(refusal(batch.open(new Quorum(0, good, 3, good)))).isEqualTo("QUORUM");
    assertThat(refusal(batch.open(new Quorum(0, good, 1, good)))).isEqualTo("SIGNATURE");
    byte[] stranger = TransactionSigner.of(new Account()).sign(digest);
    assertThat(refusal(batch.open(new Quorum(0, good, 1, stranger)))).isEqualTo("SIGNATURE");
    assertThat(refusal(batch.open(new Quorum(0, new byte[64], 1, new byte[64]))))
        .isEqualTo("SIGNATURE");
  }

  @Test
  void aSignatureWhoseScalarIsNotReducedIsRefused() {
    Batch batch = twoNotes();
    Quorum good = venue.signed(0, 1, batch.digest().array());
    byte[] grown = good.firstSignature().clone();
    BigInteger s = Venue.big(Arrays.copyOfRange(grown, 32, 64));
    System.arraycopy(Borsh.scalar(s.add(Groups.ED25519.order())), 0, grown, 32, 32);
    assertThat(refusal(batch.open(new Quorum(0, grown, 1, good.secondSignature()))))
        .isEqualTo("SIGNATURE");
    chain.send(venue.operator, batch.open(good));
  }

  @Test
  void termsOutOfRangeAreRefused() {
    Batch batch = twoNotes();
    long longest = chain.now() + Venue.DELAYS.longestBatch();
    assertThat(refusal(batch.due(longest + 1).open())).isEqualTo("DEADLINE");
    assertThat(refusal(batch.due(chain.now() - 1).open())).isEqualTo("DEADLINE");
    TransactionInstruction good = batch.open();
    byte[] data = good.getData().clone();
    data[8 + 7] = (byte) 0x80;
    assertThat(refusal(new TransactionInstruction(SolanaChain.PROGRAM, good.getKeys(), data)))
        .isEqualTo("NUMBER");
    BatchContent content = batch.content();
    BatchContent later =
        new BatchContent(
            content.number(),
            2,
            content.deadlineSeconds(),
            content.operator(),
            content.trades(),
            content.inputs(),
            content.outputs());
    Quorum quorum = venue.signed(0, 1, venue.rules.batchDigest(later).array());
    assertThat(refusal(venue.batches.open(later, quorum))).isEqualTo("EPOCH");
    Batch large = batch.with(Collections.nCopies(513, batch.inputs().getFirst()));
    assertThat(refusal(large.open())).isEqualTo("TOO_MANY");
  }

  @Test
  void nobodyElseHandsPiecesIn() {
    Batch batch = twoNotes().opened();
    Account stranger = chain.newAccount();
    BatchContent own = batch.handedInBy(stranger.getPublicKey());
    assertThat(chain.refusal(stranger, venue.batches.addTrades(own, 0, batch.trades())))
        .isEqualTo("NOT_OPERATOR");
    assertThat(chain.refusal(stranger, venue.batches.cancel(own))).isEqualTo("NOT_OPERATOR");
    Quorum quorum = venue.signed(0, 1, batch.digest().array());
    Batch next = batch.numbered(venue.nextNumber());
    BatchContent stolen = next.handedInBy(stranger.getPublicKey());
    assertThat(chain.refusal(stranger, venue.batches.open(stolen, quorum))).isEqualTo("SIGNATURE");
  }

  @Test
  void piecesComeInOrderAndOnce() {
    Batch batch = twoNotes().opened();
    TransactionInstruction trades = venue.batches.addTrades(batch.content(), 0, batch.trades());
    chain.send(venue.operator, trades);
    assertThat(refusal(trades)).isEqualTo("ORDER");
    assertThat(refusal(venue.batches.addTrades(batch.content(), 1, List.of(77L))))
        .isEqualTo("TOO_MANY");
    assertThat(refusal(venue.batches.addOutputs(batch.content(), 1, batch.outputs())))
        .isEqualTo("ORDER");
  }

  @Test
  void nothingIsAddedToOrLeftOutOfWhatWasSigned() {
    Batch batch = twoNotes().opened();
    BatchPieces cut = new BatchPieces(venue.vault, batch.content());
    cut.trades().forEach(piece -> chain.send(venue.operator, piece));
    cut.inputs(batch.inputs()).forEach(piece -> chain.send(venue.operator, piece));
    chain.send(
        venue.operator,
        venue.batches.addOutputs(batch.content(), 0, batch.outputs().subList(0, 1)));
    assertThat(refusal(batch.settle())).isEqualTo("CONTENTS");

    Batch other = twoNotes().opened();
    new BatchPieces(venue.vault, other.content())
        .inputs(other.inputs())
        .forEach(piece -> chain.send(venue.operator, piece));
    chain.send(venue.operator, venue.batches.addTrades(other.content(), 0, List.of(nextTrade++)));
    chain.send(venue.operator, venue.batches.addOutputs(other.content(), 0, other.outputs()));
    assertThat(refusal(other.settle())).isEqualTo("CONTENTS");
  }

  @Test
  void anInflatedOutputDoesNotBalance() {
    Batch batch = twoNotes();
    Venue.Owned honest = batch.made().get(0);
    Venue.Owned inflated = venue.owned(venue.usd, honest.value() + 1, batch.number(), 0);
    Batch cheating =
        batch.making(List.of(inflated, batch.made().get(1)), Optional.empty()).handedIn();
    assertThat(refusal(cheating.settle())).isEqualTo("BALANCE");
  }

  @Test
  void anotherTokenDoesNotBalance() {
    Venue.Owned dollars = venue.deposit(venue.usd, 50);
    Batch batch = Batch.swapping(venue, List.of(nextTrade++), List.of(dollars));
    Batch cheating =
        batch
            .making(List.of(venue.owned(venue.eth, 50, batch.number(), 0)), Optional.empty())
            .handedIn();
    assertThat(refusal(cheating.settle())).isEqualTo("BALANCE");
  }

  @Test
  void aProofOfAnotherBatchIsRefused() {
    Batch batch = twoNotes().handedIn();
    BalanceProof good = batch.proof();
    BalanceProof foreign =
        venue.prove(batch.spent(), batch.made(), Bytes.of(Venue.flipped(batch.digest().array())));
    assertThat(refusal(batch.settle(foreign))).isEqualTo("BALANCE");
    BalanceProof grown =
        new BalanceProof(good.commitment(), good.answer().add(Groups.RISTRETTO255.order()));
    assertThat(refusal(batch.settle(grown))).isEqualTo("BALANCE");
    BalanceProof neutral = new BalanceProof(Groups.RISTRETTO255.identity(), good.answer());
    assertThat(refusal(batch.settle(neutral))).isEqualTo("POINT");
    chain.send(venue.operator, batch.settle(good));
  }

  @Test
  void aBatchWithoutExcessIsRefused() {
    Venue.Owned spent = venue.deposit(venue.usd, 5);
    Batch plain = Batch.swapping(venue, List.of(nextTrade++), List.of(spent));
    Note same =
        new Note(
            spent.note().note().token(),
            plain.made().getFirst().note().note().owner(),
            spent.note().note().commitment());
    Venue.Owned copy =
        new Venue.Owned(
            new PlacedNote(same, new NotePlace(plain.number(), 0)), spent.opening(), spent.key());
    Batch zero = plain.making(List.of(copy), Optional.empty()).handedIn();
    BalanceProof any = new BalanceProof(Groups.RISTRETTO255.generator(), BigInteger.ONE);
    assertThat(refusal(zero.settle(any))).isEqualTo("POINT");
  }

  @Test
  void noPieceIsTakenWhilePaused() {
    Batch batch = twoNotes().opened();
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true));
    try {
      assertThat(refusal(venue.batches.addTrades(batch.content(), 0, batch.trades())))
          .isEqualTo("PAUSED");
      assertThat(refusal(batch.settle())).isEqualTo("PAUSED");
      assertThat(refusal(batch.numbered(venue.nextNumber()).open())).isEqualTo("PAUSED");
    } finally {
      chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
    }
  }
}
