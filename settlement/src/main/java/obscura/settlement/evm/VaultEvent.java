package obscura.settlement.evm;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.note.Note;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;

/** What a vault announces. Times in seconds since 1970. */
public sealed interface VaultEvent {
  /** A batch was settled; its outputs stand in the transaction's input. */
  record Settled(long number, Bytes root, Bytes digest) implements VaultEvent {}

  /** Tokens became a note. */
  record Deposited(Note note, NotePlace place, BigInteger amount, Bytes memo)
      implements VaultEvent {}

  /** An owner wants to leave. */
  record WithdrawalRequested(
      Bytes note, Bytes withdrawal, WithdrawalTerms terms, long maturesAtSeconds)
      implements VaultEvent {}

  /** A note became tokens; the recipient got the amount less the fee. */
  record Withdrawn(Bytes note, Bytes token, Bytes recipient, BigInteger amount, BigInteger fee)
      implements VaultEvent {}

  /** From a time on a note's permits count no more. */
  record PermitsEnd(Bytes note, long endSeconds) implements VaultEvent {}

  /** A locked note became one of its owner's. */
  record Claimed(Bytes leaf, Note note, NotePlace place, Bytes preimage) implements VaultEvent {}

  /** A locked note became one of the refund owner's. */
  record Refunded(Bytes leaf, Note note, NotePlace place) implements VaultEvent {}

  /** A token has a generator. */
  record TokenListed(Bytes token, Point generator) implements VaultEvent {}

  /** Three new signers will be there from a time on. */
  record SignersProposed(long proposal, List<EthereumAddress> signers, long fromSeconds)
      implements VaultEvent {}

  /** Other signers are there. */
  record SignersChanged(long epoch, List<EthereumAddress> signers) implements VaultEvent {}

  /** Deposits and batches are stopped. */
  record Paused() implements VaultEvent {}

  /** They are taken again. */
  record Resumed() implements VaultEvent {}
}
