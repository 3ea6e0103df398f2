package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Groups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
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
    List<Venue.Owned> spent =
        List.of(venue.deposit(venue.usd, 3_000), venue.deposit(venue.eth, 7));
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
    Venue.BalanceProof proof = venue.prove(batch.spent(), batch.made(), batch.digest());
    TransactionInstruction withoutPage =
        venue.batches.settle(batch.terms(), proof.s(), proof.r(), List.of());
    assertThat(refusal(withoutPage)).isEqualTo("PAGE");
  }

  @Test
  void signaturesForAnotherVaultAreWorthNothing() {
    Batch batch = twoNotes();
    SolanaVault other = SolanaVault.of(SolanaChain.PROGRAM, venue.operator.getPublicKey(), 2);
    Quorum foreign = venue.signed(0, 1, new VaultDigests(other).batch(batch.terms()));
    assertThat(refusal(batch.open(foreign))).isEqualTo("SIGNATURE");
  }

  @Test
  void oneSignatureIsNotTwo() {
    Batch batch = twoNotes();
    byte[] digest = batch.digest();
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
    Quorum good = venue.signed(0, 1, batch.digest());
    byte[] grown = good.firstSignature().clone();
    BigInteger s = Venue.big(java.util.Arrays.copyOfRange(grown, 32, 64));
    System.arraycopy(Venue.little(s.add(Groups.ED25519.order())), 0, grown, 32, 32);
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
    assertThat(refusal(batch.numbered(SolanaVault.FIRST_SINGLE).open())).isEqualTo("NUMBER");
    BatchTerms terms = batch.terms();
    BatchTerms later =
        new BatchTerms(terms.number(), 1, terms.deadlineSeconds(), terms.operator(), terms.contents());
    Quorum quorum = venue.signed(0, 1, venue.digests.batch(later));
    BatchInstructions.Room room = new BatchInstructions.Room(1, 2);
    assertThat(refusal(venue.batches.open(later, room, quorum))).isEqualTo("EPOCH");
    BatchInstructions.Room large = new BatchInstructions.Room(1, 513);
    assertThat(refusal(venue.batches.open(terms, large, venue.signed(0, 1, batch.digest()))))
        .isEqualTo("TOO_MANY");
  }

  @Test
  void nobodyElseHandsPiecesIn() {
    Batch batch = twoNotes().opened();
    Account stranger = chain.newAccount();
    BatchTerms own =
        new BatchTerms(
            batch.number(), 0, batch.deadline(), stranger.getPublicKey(), batch.terms().contents());
    assertThat(chain.refusal(stranger, venue.batches.addTrades(own, 0, batch.trades())))
        .isEqualTo("NOT_OPERATOR");
    assertThat(chain.refusal(stranger, venue.batches.cancel(own))).isEqualTo("NOT_OPERATOR");
    Quorum quorum = venue.signed(0, 1, batch.digest());
    Batch next = batch.numbered(venue.nextNumber());
    BatchTerms stolen =
        new BatchTerms(
            next.number(), 0, next.deadline(), stranger.getPublicKey(), next.terms().contents());
    assertThat(
            chain.refusal(
                stranger,
                venue.batches.open(stolen, new BatchInstructions.Room(1, 2), quorum)))
        .isEqualTo("SIGNATURE");
  }

  @Test
  void piecesComeInOrderAndOnce() {
    Batch batch = twoNotes().opened();
    TransactionInstruction trades = venue.batches.addTrades(batch.terms(), 0, batch.trades());
    chain.send(venue.operator, trades);
    assertThat(refusal(trades)).isEqualTo("ORDER");
    assertThat(refusal(venue.batches.addTrades(batch.terms(), 1, List.of(77L))))
        .isEqualTo("TOO_MANY");
    assertThat(refusal(venue.batches.addOutputs(batch.terms(), 1, batch.outputs())))
        .isEqualTo("ORDER");
  }

  @Test
  void nothingIsAddedToOrLeftOutOfWhatWasSigned() {
    Batch batch = twoNotes().opened();
    BatchPieces cut = new BatchPieces(venue.vault, batch.terms());
    cut.trades(batch.trades()).forEach(piece -> chain.send(venue.operator, piece));
    cut.inputs(batch.inputs()).forEach(piece -> chain.send(venue.operator, piece));
    chain.send(
        venue.operator, venue.batches.addOutputs(batch.terms(), 0, batch.outputs().subList(0, 1)));
    assertThat(refusal(batch.settle())).isEqualTo("CONTENTS");

    Batch other = twoNotes().opened();
    new BatchPieces(venue.vault, other.terms())
        .inputs(other.inputs())
        .forEach(piece -> chain.send(venue.operator, piece));
    chain.send(venue.operator, venue.batches.addTrades(other.terms(), 0, List.of(nextTrade++)));
    chain.send(venue.operator, venue.batches.addOutputs(other.terms(), 0, other.outputs()));
    assertThat(refusal(other.settle())).isEqualTo("CONTENTS");
  }

  @Test
  void anInflatedOutputDoesNotBalance() {
    Batch batch = twoNotes();
    Venue.Owned honest = batch.made().get(0);
    Venue.Owned inflated =
        venue.owned(venue.usd, honest.value() + 1, batch.number(), 0);
    Batch cheating = batch.making(List.of(inflated, batch.made().get(1)), null).handedIn();
    assertThat(refusal(cheating.settle())).isEqualTo("BALANCE");
  }

  @Test
  void anotherTokenDoesNotBalance() {
    Venue.Owned dollars = venue.deposit(venue.usd, 50);
    Batch batch = Batch.swapping(venue, List.of(nextTrade++), List.of(dollars));
    Batch cheating =
        batch.making(List.of(venue.owned(venue.eth, 50, batch.number(), 0)), null).handedIn();
    assertThat(refusal(cheating.settle())).isEqualTo("BALANCE");
  }

  @Test
  void aProofOfAnotherBatchOrWithoutExcessIsRefused() {
    Batch batch = twoNotes().handedIn();
    Venue.BalanceProof foreign =
        venue.prove(batch.spent(), batch.made(), Venue.flipped(batch.digest()));
    assertThat(refusal(batch.settle(foreign))).isEqualTo("BALANCE");
    Venue.BalanceProof good = venue.prove(batch.spent(), batch.made(), batch.digest());
    byte[] grown = Venue.little(Venue.big(good.s()).add(Groups.RISTRETTO255.order()));
    assertThat(refusal(batch.settle(new Venue.BalanceProof(grown, good.r())))).isEqualTo("BALANCE");
    assertThat(refusal(batch.settle(new Venue.BalanceProof(good.s(), new byte[32]))))
        .isEqualTo("POINT");

    Venue.Owned spent = venue.deposit(venue.usd, 5);
    Batch plain = Batch.swapping(venue, List.of(nextTrade++), List.of(spent));
    SolanaNote same =
        new SolanaNote(
            spent.note().mint(),
            plain.made().getFirst().note().owner(),
            spent.note().commitment(),
            plain.number(),
            0);
    Venue.Owned copy = new Venue.Owned(same, 5, spent.blinding(), spent.key());
    Batch zero = plain.making(List.of(copy), null).handedIn();
    assertThat(refusal(zero.settle())).isEqualTo("POINT");
  }

  @Test
  void noPieceIsTakenWhilePaused() {
    Batch batch = twoNotes().opened();
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true));
    try {
      assertThat(refusal(venue.batches.addTrades(batch.terms(), 0, batch.trades())))
          .isEqualTo("PAUSED");
      assertThat(refusal(batch.settle())).isEqualTo("PAUSED");
      assertThat(refusal(batch.numbered(venue.nextNumber()).open())).isEqualTo("PAUSED");
    } finally {
      chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
    }
  }
}
