package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;
import obscura.settlement.crypto.Groups;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;

/** Notes that may not be spent, outputs that are none. */
class InputAttacksTest {
  private static final BigInteger FIELD =
      BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

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

  private static Batch opened(Venue.Owned... spent) {
    return Batch.swapping(venue, List.of(nextTrade++), List.of(spent)).opened();
  }

  private static String adding(Batch batch, NoteInput... inputs) {
    return chain.refusal(
        venue.operator, venue.batches.addInputs(batch.terms(), 0, List.of(inputs)));
  }

  private static NoteInput input(SolanaNote note, OwnerConsent consent) {
    return new NoteInput(note, List.of(), consent, null);
  }

  @Test
  void aNoteIsSpentOnce() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch first = opened(note, venue.deposit(venue.usd, 6));
    assertThat(adding(first, venue.permitted(note), venue.permitted(note))).isEqualTo("NOTE_TAKEN");
    first.pieces().forEach(piece -> chain.send(venue.operator, piece));
    assertThat(adding(opened(note), venue.permitted(note))).isEqualTo("NOTE_TAKEN");
    chain.send(venue.operator, first.settle());
    assertThat(adding(opened(note), venue.permitted(note))).isEqualTo("NOTE_TAKEN");
  }

  @Test
  void aNoteThatIsNotThereIsNotSpent() {
    Venue.Owned real = venue.deposit(venue.usd, 5);
    Venue.Owned invented = venue.owned(venue.usd, 1_000_000, real.note().batch(), 0);
    assertThat(adding(opened(real), venue.permitted(invented))).isEqualTo("NOT_IN_TREE");
    SolanaNote secondPlace =
        new SolanaNote(
            real.note().mint(), real.note().owner(), real.note().commitment(), real.note().batch(), 1);
    Venue.Owned twin = new Venue.Owned(secondPlace, 5, real.blinding(), real.key());
    assertThat(adding(opened(real), venue.permitted(twin))).isEqualTo("NOT_IN_TREE");
    SolanaNote asOther =
        new SolanaNote(
            venue.eth.key(), real.note().owner(), real.note().commitment(), real.note().batch(), 0);
    Venue.Owned exchanged = new Venue.Owned(asOther, 5, real.blinding(), real.key());
    assertThat(adding(opened(real), venue.permitted(exchanged))).isEqualTo("NOT_IN_TREE");
  }

  @Test
  void aPathMustLeadToTheRoot() {
    List<Venue.Owned> deposits =
        List.of(venue.deposit(venue.usd, 5), venue.deposit(venue.usd, 6), venue.deposit(venue.usd, 7));
    Batch batch = Batch.swapping(venue, List.of(nextTrade++), deposits).settled();
    NoteInput good = batch.spending(2);
    Batch next = Batch.swapping(venue, List.of(nextTrade++), List.of(batch.made().get(2)));
    Batch open = next.with(List.of(good)).opened();
    List<byte[]> path = good.path();
    NoteInput wrong =
        new NoteInput(
            good.note(), List.of(Venue.flipped(path.get(0)), path.get(1)), good.consent(), null);
    assertThat(adding(open, wrong)).isEqualTo("NOT_IN_TREE");
    NoteInput shorter = new NoteInput(good.note(), path.subList(0, 1), good.consent(), null);
    assertThat(adding(open, shorter)).isEqualTo("102");
    chain.send(venue.operator, venue.batches.addInputs(open.terms(), 0, List.of(good)));
  }

  @Test
  void aNoteOfAnotherVaultIsForeign() throws Exception {
    Venue other = Venue.open(chain);
    Venue.Owned foreign = other.deposit(other.usd, 5);
    Venue.Owned own = venue.deposit(venue.usd, 5);
    Batch batch = opened(own);
    BatchInstructions mixed = new BatchInstructions(other.vault);
    var spending = mixed.addInputs(batch.terms(), 0, List.of(other.permitted(foreign)));
    var keys = new java.util.ArrayList<>(spending.getKeys());
    var ours = venue.batches.addInputs(batch.terms(), 0, List.of(venue.permitted(own))).getKeys();
    keys.set(1, ours.get(1));
    keys.set(2, ours.get(2));
    var moved =
        new org.p2p.solanaj.core.TransactionInstruction(
            SolanaChain.PROGRAM, keys, spending.getData());
    assertThat(chain.refusal(venue.operator, moved)).isEqualTo("OTHER_VAULT");
    keys.set(3, ours.get(3));
    var halfMoved =
        new org.p2p.solanaj.core.TransactionInstruction(
            SolanaChain.PROGRAM, keys, spending.getData());
    assertThat(chain.refusal(venue.operator, halfMoved)).isEqualTo("OTHER_VAULT");
  }

  @Test
  void anOwnerMustConsent() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    byte[] id = note.note().id(venue.vault);
    long soon = chain.now() + 60;
    byte[] strangers = venue.newKey().sign(venue.digests.permit(id, soon));
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon, strangers))))
        .isEqualTo("SIGNATURE");
    byte[] shorter = note.key().sign(venue.digests.permit(id, soon));
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon + 1, shorter))))
        .isEqualTo("SIGNATURE");
    Venue.Owned other = venue.deposit(venue.usd, 5);
    byte[] forOther = note.key().sign(venue.digests.permit(other.note().id(venue.vault), soon));
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon, forOther))))
        .isEqualTo("SIGNATURE");
    byte[] otherBatch = note.key().sign(venue.digests.consent(id, Venue.flipped(batch.digest())));
    assertThat(adding(batch, input(note.note(), new OwnerConsent.ForBatch(otherBatch))))
        .isEqualTo("SIGNATURE");
  }

  @Test
  void aConsentToOneBatchSettlesIt() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    byte[] id = note.note().id(venue.vault);
    OwnerConsent consent =
        new OwnerConsent.ForBatch(note.key().sign(venue.digests.consent(id, batch.digest())));
    Batch consented = batch.with(List.of(input(note.note(), consent)));
    consented.pieces().forEach(piece -> chain.send(venue.operator, piece));
    chain.send(venue.operator, consented.settle());
  }

  @Test
  void aPermitEnds() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    NoteInput over = input(note.note(), venue.permit(note, chain.now() - 1));
    assertThat(adding(batch, over)).isEqualTo("PERMIT_EXPIRED");

    NoteInput ending = input(note.note(), venue.permit(note, chain.now() + 60));
    Batch late = batch.with(List.of(ending));
    late.pieces().forEach(piece -> chain.send(venue.operator, piece));
    chain.setTime(chain.now() + 61);
    assertThat(chain.refusal(venue.operator, late.settle())).isEqualTo("DEADLINE");
  }

  @Test
  void theNeutralElementAndOddEncodingsAreNoCommitments() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    byte[] canonical = note.note().commitment();
    byte[] negative = Venue.little(FIELD.subtract(Venue.big(canonical)));
    byte[] large = Venue.little(FIELD.add(BigInteger.TWO));
    byte[] highBit = canonical.clone();
    highBit[31] |= (byte) 0x80;
    byte[] noPoint =
        Stream.iterate(BigInteger.TWO, BigInteger.TWO::add)
            .map(Venue::little)
            .filter(bytes -> Groups.RISTRETTO255.lift(bytes) == null)
            .findFirst()
            .orElseThrow();
    for (byte[] bad : List.of(new byte[32], negative, large, highBit, noPoint)) {
      NoteOutput output =
          new NoteOutput(
              venue.usd.key(), note.note().owner(), bad, new byte[NoteOutput.MEMO_BYTES], null);
      assertThat(
              chain.refusal(
                  venue.operator, venue.batches.addOutputs(batch.terms(), 0, List.of(output))))
          .isEqualTo("POINT");
    }
  }

  @Test
  void aTokenThatIsNotListedIsNoToken() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    PublicKey unlisted = new TokenMint(chain, TokenMint.CLASSIC).key();
    NoteOutput output =
        new NoteOutput(
            unlisted,
            note.note().owner(),
            note.note().commitment(),
            new byte[NoteOutput.MEMO_BYTES],
            null);
    assertThat(
            chain.refusal(
                venue.operator, venue.batches.addOutputs(batch.terms(), 0, List.of(output))))
        .isEqualTo("3007");
  }
}
