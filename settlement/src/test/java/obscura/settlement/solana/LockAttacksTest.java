package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NoteLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** Hash time-locks: only the preimage in time, only the refund after. */
class LockAttacksTest {
  private static SolanaChain chain;
  private static Venue venue;
  private static long nextTrade = 1;
  private byte[] preimage;
  private NoteLock lock;
  private Batch batch;

  @BeforeAll
  static void vaultIsOpen() throws Exception {
    chain = new SolanaChain();
    venue = Venue.open(chain);
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @BeforeEach
  void twoNotesAreLocked() {
    preimage = venue.bytes(32);
    Bytes refundOwner = Bytes.of(venue.newKey().owner());
    Bytes memo = Bytes.of(venue.bytes(NoteFields.REFUND_MEMO_BYTES));
    lock = new NoteLock(Bytes.of(Hash.sha256(preimage)), refundOwner, chain.now() + 900, memo);
    List<Venue.Owned> spent = List.of(venue.deposit(venue.usd, 5), venue.deposit(venue.eth, 6));
    batch = Batch.swapping(venue, List.of(nextTrade++), spent).locked(lock).settled();
  }

  private TransactionInstruction claim(byte[] secret, NoteLock with) {
    return venue.owners.claim(
        venue.operator.getPublicKey(), secret, venue.singleNumber(), batch.located(0), with);
  }

  private TransactionInstruction refund(NoteLock with) {
    return venue.owners.refund(
        venue.operator.getPublicKey(), venue.singleNumber(), batch.located(0), with);
  }

  private static String refusal(TransactionInstruction instruction) {
    return chain.refusal(venue.operator, instruction);
  }

  @Test
  void aWrongPreimageOpensNothing() {
    assertThat(refusal(claim(Venue.flipped(preimage), lock))).isEqualTo("PREIMAGE");
    assertThat(refusal(claim(Hash.sha256(preimage), lock))).isEqualTo("PREIMAGE");
    chain.send(venue.operator, claim(preimage, lock));
  }

  @Test
  void aRefundWaitsForTheDeadlineAndAClaimDoesNotOutliveIt() {
    assertThat(refusal(refund(lock))).isEqualTo("TOO_EARLY");
    chain.setTime(lock.deadlineSeconds() - 1);
    assertThat(refusal(refund(lock))).isEqualTo("TOO_EARLY");
    chain.setTime(lock.deadlineSeconds());
    assertThat(refusal(claim(preimage, lock))).isEqualTo("LOCK_DEADLINE");
    chain.send(venue.operator, refund(lock));
  }

  @Test
  void aLockIsOpenedOnce() {
    chain.send(venue.operator, claim(preimage, lock));
    assertThat(refusal(claim(preimage, lock))).isEqualTo("NOTE_TAKEN");
    chain.setTime(lock.deadlineSeconds());
    assertThat(refusal(refund(lock))).isEqualTo("NOTE_TAKEN");
  }

  @Test
  void theTermsOfALockCannotBeChanged() {
    byte[] mine = venue.bytes(32);
    Bytes me = Venue.bytes(venue.operator.getPublicKey());
    NoteLock otherHash =
        new NoteLock(
            Bytes.of(Hash.sha256(mine)),
            lock.refundOwner(),
            lock.deadlineSeconds(),
            lock.refundMemo());
    NoteLock otherTime =
        new NoteLock(lock.hash(), lock.refundOwner(), chain.now(), lock.refundMemo());
    NoteLock otherHeir = new NoteLock(lock.hash(), me, chain.now(), lock.refundMemo());
    assertThat(refusal(claim(mine, otherHash))).isEqualTo("NOT_IN_TREE");
    assertThat(refusal(refund(otherTime))).isEqualTo("NOT_IN_TREE");
    assertThat(refusal(refund(otherHeir))).isEqualTo("NOT_IN_TREE");
  }

  @Test
  void aLockedNoteIsNoNoteYet() {
    Venue.Owned locked = batch.made().getFirst();
    Batch next =
        Batch.swapping(venue, List.of(nextTrade++), List.of(locked))
            .with(List.of(batch.spending(0)))
            .opened();
    assertThat(refusal(venue.batches.addInputs(next.content(), 0, List.of(batch.spending(0)))))
        .isEqualTo("NOT_IN_TREE");
    PublicKey recipient = venue.usd.account(venue.operator.getPublicKey(), 0);
    OwnerInstructions.Withdrawal signed = venue.withdrawal(locked, recipient, 0, chain.now() + 60);
    assertThat(
            refusal(
                venue.owners.requestWithdrawal(
                    venue.operator.getPublicKey(), recipient, batch.located(0), signed)))
        .isEqualTo("NOT_IN_TREE");
  }

  @Test
  void aNoteWithoutLockIsNotClaimed() {
    Batch plain =
        Batch.swapping(venue, List.of(nextTrade++), List.of(venue.deposit(venue.usd, 5))).settled();
    TransactionInstruction claim =
        venue.owners.claim(
            venue.operator.getPublicKey(), preimage, venue.singleNumber(), plain.located(0), lock);
    assertThat(refusal(claim)).isEqualTo("NOT_IN_TREE");
  }

  @Test
  void theNewNoteNeedsAFreeNumber() {
    long used = batch.spent().getFirst().note().batch();
    assertThat(
            refusal(
                venue.owners.claim(
                    venue.operator.getPublicKey(), preimage, used, batch.located(0), lock)))
        .isEqualTo("BATCH_USED");
    assertThat(
            refusal(
                venue.owners.claim(
                    venue.operator.getPublicKey(),
                    preimage,
                    venue.nextNumber(),
                    batch.located(0),
                    lock)))
        .isEqualTo("NUMBER");
  }

  @Test
  void aPauseStopsNoClaim() {
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true));
    try {
      chain.send(venue.operator, claim(preimage, lock));
    } finally {
      chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
    }
  }
}
