package obscura.settlement.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.solana.BatchTerms;
import obscura.settlement.solana.NoteLock;
import obscura.settlement.solana.NoteOutput;
import obscura.settlement.solana.NoteTree;
import obscura.settlement.solana.SolanaNote;
import obscura.settlement.solana.VaultDigests;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;
import tools.jackson.databind.JsonNode;

/**
 * The client of the Solana program, whose bytes the program takes, and the notes here agree: both
 * compute what {@link NoteFormatsTest} checks.
 */
class SolanaClientTest {
  private final NoteVectors vectors = NoteVectors.both().get(1);
  private final SolanaVault ours = (SolanaVault) vectors.vault();
  private final obscura.settlement.solana.SolanaVault theirs =
      new obscura.settlement.solana.SolanaVault(
          key(vectors.bytes("/program")), key(vectors.bytes("/vault")));
  private final VaultDigests digests = new VaultDigests(theirs);

  @Test
  void generatorsAgree() {
    assertThat(theirs.pedersen(key(vectors.bytes("/mint"))))
        .isEqualTo(ours.generators(vectors.bytes("/mint")));
  }

  @Test
  void idsTreesAndLocksAgree() {
    List<byte[]> ids = List.of(note(0).id(theirs), note(1).id(theirs), note(2).id(theirs));
    for (int i = 0; i < ids.size(); i++) {
      assertThat(Bytes.of(ids.get(i))).isEqualTo(vectors.id(i));
    }
    assertThat(Bytes.of(new NoteTree(ids).root())).isEqualTo(vectors.bytes("/tree/root"));
    assertThat(Bytes.of(note(2).lockedLeaf(theirs, lock())))
        .isEqualTo(ours.lockedLeaf(vectors.id(2), ours.lockHash(vectors.lock())));
  }

  @Test
  void theBatchAgrees() {
    JsonNode outputs = vectors.json().at("/batch/outputs");
    BatchContent batch = vectors.batch();
    BatchTerms.Contents contents =
        BatchTerms.Contents.of(
            theirs,
            batch.trades(),
            List.of(note(0)),
            List.of(output(1, outputs.get(0), false), output(2, outputs.get(1), true)));
    BatchTerms terms =
        new BatchTerms(
            batch.number(),
            batch.epoch(),
            batch.deadlineSeconds(),
            key(batch.operator()),
            contents);
    assertThat(Bytes.of(digests.batch(terms))).isEqualTo(ours.batchDigest(batch));
  }

  @Test
  void whatIsSignedAgrees() {
    Bytes id = vectors.id(0);
    Bytes batch = vectors.bytes("/batch/digest");
    WithdrawalTerms leave = vectors.withdrawal();
    assertThat(Bytes.of(digests.permit(id.array(), 77))).isEqualTo(ours.permitDigest(id, 77));
    assertThat(Bytes.of(digests.consent(id.array(), batch.array())))
        .isEqualTo(ours.consentDigest(id, batch));
    assertThat(Bytes.of(digests.revocation(id.array()))).isEqualTo(ours.revokeDigest(id));
    assertThat(
            Bytes.of(
                digests.withdrawal(
                    id.array(),
                    key(leave.recipient()),
                    leave.fee().longValue(),
                    leave.deadlineSeconds())))
        .isEqualTo(ours.withdrawDigest(id, leave));
    List<Bytes> signers =
        NoteVectors.list(vectors.json().at("/signers/signers")).stream()
            .map(NoteVectors::bytes)
            .toList();
    Bytes guardian = vectors.bytes("/signers/guardian");
    assertThat(
            Bytes.of(
                digests.signers(
                    4, 2, signers.stream().map(SolanaClientTest::key).toList(), key(guardian))))
        .isEqualTo(ours.signersDigest(4, 2, signers, guardian));
  }

  @Test
  void theChallengeAgrees() {
    byte[] wide =
        VaultDigests.balanceChallenge(
            vectors.bytes("/balance/E").array(),
            vectors.bytes("/balance/R").array(),
            vectors.bytes("/batch/digest").array());
    assertThat(
            new BigInteger(1, org.bouncycastle.util.Arrays.reverse(wide)).mod(ours.group().order()))
        .isEqualTo(new BigInteger(1, vectors.bytes("/balance/e").array()));
  }

  private SolanaNote note(int index) {
    Note note = vectors.note(index);
    NotePlace place = vectors.place(index);
    return new SolanaNote(
        key(note.token()),
        key(note.owner()),
        note.commitment().encode(),
        place.batch(),
        place.index());
  }

  private NoteOutput output(int index, JsonNode output, boolean locked) {
    Note note = vectors.note(index);
    return new NoteOutput(
        key(note.token()),
        key(note.owner()),
        note.commitment().encode(),
        NoteVectors.bytes(output.get("memo")).array(),
        locked ? lock() : null);
  }

  private NoteLock lock() {
    obscura.settlement.note.NoteLock lock = vectors.lock();
    return new NoteLock(
        lock.hash().array(),
        key(lock.refundOwner()),
        lock.deadlineSeconds(),
        lock.refundMemo().array());
  }

  private static PublicKey key(Bytes bytes) {
    return new PublicKey(bytes.array());
  }
}
