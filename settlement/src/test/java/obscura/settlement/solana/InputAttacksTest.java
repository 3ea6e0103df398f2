package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** Notes that may not be spent, outputs that are none. */
class InputAttacksTest {
  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final int OUTPUT_COMMITMENT = 8 + 4 + 4 + 1 + 32;

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
        venue.operator, venue.batches.addInputs(batch.content(), 0, List.of(inputs)));
  }

  private static NoteInput input(PlacedNote note, OwnerConsent consent) {
    return new NoteInput(note, List.of(), consent, null);
  }

  private static Bytes flipped(Bytes bytes) {
    return Bytes.of(Venue.flipped(bytes.array()));
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
    PlacedNote secondPlace =
        new PlacedNote(real.note().note(), new NotePlace(real.note().batch(), 1));
    Venue.Owned twin = new Venue.Owned(secondPlace, real.opening(), real.key());
    assertThat(adding(opened(real), venue.permitted(twin))).isEqualTo("NOT_IN_TREE");
    Note asOther =
        new Note(
            Venue.bytes(venue.eth.key()),
            real.note().note().owner(),
            real.note().note().commitment());
    Venue.Owned exchanged =
        new Venue.Owned(new PlacedNote(asOther, real.note().place()), real.opening(), real.key());
    assertThat(adding(opened(real), venue.permitted(exchanged))).isEqualTo("NOT_IN_TREE");
  }

  @Test
  void aPathMustLeadToTheRoot() {
    List<Venue.Owned> deposits =
        List.of(
            venue.deposit(venue.usd, 5), venue.deposit(venue.usd, 6), venue.deposit(venue.usd, 7));
    Batch batch = Batch.swapping(venue, List.of(nextTrade++), deposits).settled();
    NoteInput good = batch.spending(2);
    Batch next = Batch.swapping(venue, List.of(nextTrade++), List.of(batch.made().get(2)));
    Batch open = next.with(List.of(good)).opened();
    List<Bytes> path = good.path();
    NoteInput wrong =
        new NoteInput(
            good.note(), List.of(flipped(path.get(0)), path.get(1)), good.consent(), null);
    assertThat(adding(open, wrong)).isEqualTo("NOT_IN_TREE");
    NoteInput shorter = new NoteInput(good.note(), path.subList(0, 1), good.consent(), null);
    assertThat(adding(open, shorter)).isEqualTo("102");
    chain.send(venue.operator, venue.batches.addInputs(open.content(), 0, List.of(good)));
  }

  @Test
  void aNoteOfAnotherVaultIsForeign() throws Exception {
    Venue other = Venue.open(chain);
    Venue.Owned foreign = other.deposit(other.usd, 5);
    Venue.Owned own = venue.deposit(venue.usd, 5);
    Batch batch = opened(own);
    BatchInstructions mixed = new BatchInstructions(other.vault);
    var spending = mixed.addInputs(batch.content(), 0, List.of(other.permitted(foreign)));
    var keys = new java.util.ArrayList<>(spending.getKeys());
    var ours = venue.batches.addInputs(batch.content(), 0, List.of(venue.permitted(own))).getKeys();
    keys.set(1, ours.get(1));
    keys.set(2, ours.get(2));
    var moved = new TransactionInstruction(SolanaChain.PROGRAM, keys, spending.getData());
    assertThat(chain.refusal(venue.operator, moved)).isEqualTo("OTHER_VAULT");
    keys.set(3, ours.get(3));
    var halfMoved = new TransactionInstruction(SolanaChain.PROGRAM, keys, spending.getData());
    assertThat(chain.refusal(venue.operator, halfMoved)).isEqualTo("OTHER_VAULT");
  }

  @Test
  void anOwnerMustConsent() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    Bytes id = note.note().id(venue.vault);
    long soon = chain.now() + 60;
    byte[] strangers = venue.newKey().sign(venue.rules.permitDigest(id, soon).array());
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon, strangers))))
        .isEqualTo("SIGNATURE");
    byte[] shorter = note.key().sign(venue.rules.permitDigest(id, soon).array());
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon + 1, shorter))))
        .isEqualTo("SIGNATURE");
    Venue.Owned other = venue.deposit(venue.usd, 5);
    byte[] forOther =
        note.key().sign(venue.rules.permitDigest(other.note().id(venue.vault), soon).array());
    assertThat(adding(batch, input(note.note(), new OwnerConsent.Permit(soon, forOther))))
        .isEqualTo("SIGNATURE");
    byte[] otherBatch =
        note.key().sign(venue.rules.consentDigest(id, flipped(batch.digest())).array());
    assertThat(adding(batch, input(note.note(), new OwnerConsent.ForBatch(otherBatch))))
        .isEqualTo("SIGNATURE");
  }

  @Test
  void aConsentToOneBatchSettlesIt() {
    Venue.Owned note = venue.deposit(venue.usd, 5);
    Batch batch = opened(note);
    Bytes id = note.note().id(venue.vault);
    OwnerConsent consent =
        new OwnerConsent.ForBatch(
            note.key().sign(venue.rules.consentDigest(id, batch.digest()).array()));
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
    byte[] canonical = note.note().note().commitment().encode();
    byte[] negative = Borsh.scalar(FIELD.subtract(Venue.big(canonical)));
    byte[] large = Borsh.scalar(FIELD.add(BigInteger.TWO));
    byte[] highBit = canonical.clone();
    highBit[31] |= (byte) 0x80;
    byte[] noPoint =
        Stream.iterate(BigInteger.TWO, BigInteger.TWO::add)
            .map(Borsh::scalar)
            .filter(bytes -> Groups.RISTRETTO255.lift(bytes) == null)
            .findFirst()
            .orElseThrow();
    TransactionInstruction good = venue.batches.addOutputs(batch.content(), 0, batch.outputs());
    for (byte[] bad : List.of(new byte[32], negative, large, highBit, noPoint)) {
      byte[] data = good.getData().clone();
      System.arraycopy(bad, 0, data, OUTPUT_COMMITMENT, bad.length);
      assertThat(
              chain.refusal(
                  venue.operator,
                  new TransactionInstruction(SolanaChain.PROGRAM, good.getKeys(), data)))
          .isEqualTo("POINT");
    }
    chain.send(venue.operator, good);
  }

  @Test
  void aTokenThatIsNotListedIsNoToken() {
    Batch batch = opened(venue.deposit(venue.usd, 5));
    PublicKey unlisted = new TokenMint(chain, TokenMint.CLASSIC).key();
    Note note = batch.outputs().getFirst().note();
    Note nowhere = new Note(Venue.bytes(unlisted), note.owner(), note.commitment());
    NoteOutput output =
        new NoteOutput(nowhere, batch.outputs().getFirst().memo(), Optional.empty());
    assertThat(
            chain.refusal(
                venue.operator, venue.batches.addOutputs(batch.content(), 0, List.of(output))))
        .isEqualTo("3007");
  }
}
