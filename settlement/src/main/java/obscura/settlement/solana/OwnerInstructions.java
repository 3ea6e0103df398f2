package obscura.settlement.solana;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.Opening;
import obscura.settlement.note.SolanaVault;
import obscura.settlement.note.WithdrawalTerms;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * What owners do without the venue: withdraw, revoke, claim, be refunded. Anybody may hand these
 * in; a pause stops none of them.
 *
 * @param vault the vault
 */
public record OwnerInstructions(VaultAddresses vault) {
  private static final int SIGNATURE_BYTES = OwnerConsent.SIGNATURE_BYTES;

  /**
   * A note and where it stands in its batch.
   *
   * @param note the note
   * @param path brothers from its leaf to the root
   */
  public record Located(PlacedNote note, List<Bytes> path) {
    /** Copies the path. */
    public Located {
      path = List.copyOf(path);
    }
  }

  /**
   * A withdrawal that the owner signed over {@link SolanaVault#withdrawDigest}. Of two for one
   * note, the one with the later deadline is in force.
   *
   * @param terms recipient (a token account), fee, and until when it can be handed in
   * @param signature Ed25519
   */
  public record Withdrawal(WithdrawalTerms terms, byte[] signature) {
    /** Checks the length. */
    public Withdrawal {
      signature = Borsh.fixed(signature, SIGNATURE_BYTES, "a signature");
    }
  }

  /**
   * Hands a withdrawal in; {@code payer} pays the rent of the notice.
   *
   * @param feeRecipient token account for the fee
   */
  public TransactionInstruction requestWithdrawal(
      PublicKey payer, PublicKey feeRecipient, Located located, Withdrawal withdrawal) {
    WithdrawalTerms terms = withdrawal.terms();
    InstructionBuilder builder =
        notice(Operation.REQUEST_WITHDRAWAL, payer, located.note()).readable(feeRecipient);
    builder
        .data()
        .bytes(terms.recipient().require(PublicKey.PUBLIC_KEY_LENGTH, "a recipient").array())
        .u64(unsigned(terms.fee()))
        .u64(terms.deadlineSeconds())
        .bytes(withdrawal.signature());
    return named(builder, located);
  }

  /** Hands a revocation in. Signed over {@link SolanaVault#revokeDigest}. */
  public TransactionInstruction revoke(PublicKey payer, Located located, byte[] signature) {
    InstructionBuilder builder = notice(Operation.REVOKE, payer, located.note());
    builder.data().bytes(Borsh.fixed(signature, SIGNATURE_BYTES, "a signature"));
    return named(builder, located);
  }

  /** Pays a matured withdrawal out; needs no signature but the transaction's. */
  public TransactionInstruction finishWithdrawal(
      PlacedNote note, VaultInstructions.Token token, PublicKey recipient, Opening opening) {
    InstructionBuilder builder =
        payment(Operation.FINISH_WITHDRAWAL, note, token, recipient)
            .writable(vault.batch(note.batch()));
    builder.data().u64(unsigned(opening.amount())).bytes(Borsh.scalar(opening.blinding()));
    return builder.build();
  }

  /** Pays the fee of a finished withdrawal out. */
  public TransactionInstruction collectFee(
      PlacedNote note, VaultInstructions.Token token, PublicKey feeRecipient) {
    return payment(Operation.COLLECT_FEE, note, token, feeRecipient).build();
  }

  /**
   * Opens a lock before its deadline; the note's owner gets it as the only note of batch {@code
   * number}.
   *
   * @param preimage 32 bytes
   * @param number of the new batch, from 2^63 on, unused
   */
  public TransactionInstruction claim(
      PublicKey payer, byte[] preimage, long number, Located located, NoteLock lock) {
    InstructionBuilder builder = unlock(Operation.CLAIM, payer, number, located.note());
    builder.data().bytes(Borsh.fixed(preimage, 32, "a preimage"));
    return locked(builder, number, located, lock);
  }

  /**
   * Gives a locked note to the refund owner, from the deadline on, as the only note of batch {@code
   * number}.
   */
  public TransactionInstruction refund(
      PublicKey payer, long number, Located located, NoteLock lock) {
    InstructionBuilder builder = unlock(Operation.REFUND, payer, number, located.note());
    return locked(builder, number, located, lock);
  }

  private InstructionBuilder notice(Operation operation, PublicKey payer, PlacedNote note) {
    return new InstructionBuilder(vault, operation)
        .payer(payer)
        .readable(vault.address())
        .writable(vault.batch(note.batch()))
        .writable(vault.notice(note.id(vault)))
        .system();
  }

  private static TransactionInstruction named(InstructionBuilder builder, Located located) {
    PlacedNote note = located.note();
    builder
        .data()
        .bytes(note.mint().toByteArray())
        .bytes(note.ownerAndCommitment())
        .u32(note.place().index());
    return builder.path(located.path()).build();
  }

  private InstructionBuilder payment(
      Operation operation, PlacedNote note, VaultInstructions.Token token, PublicKey receiver) {
    return new InstructionBuilder(vault, operation)
        .readable(vault.address())
        .readable(vault.listing(token.mint()))
        .readable(token.mint())
        .writable(vault.tokens(token.mint()))
        .writable(vault.notice(note.id(vault)))
        .writable(receiver)
        .readable(token.program());
  }

  private InstructionBuilder unlock(
      Operation operation, PublicKey payer, long number, PlacedNote note) {
    return new InstructionBuilder(vault, operation)
        .payer(payer)
        .readable(vault.address())
        .writable(vault.batch(note.batch()))
        .writable(vault.batch(number))
        .system();
  }

  private static TransactionInstruction locked(
      InstructionBuilder builder, long number, Located located, NoteLock lock) {
    PlacedNote note = located.note();
    builder
        .data()
        .u64(number)
        .bytes(note.mint().toByteArray())
        .bytes(note.ownerAndCommitment())
        .u32(note.place().index())
        .bytes(NoteFields.encode(lock));
    return builder.path(located.path()).build();
  }

  private static long unsigned(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > Long.SIZE) {
      throw new IllegalArgumentException("an amount on Solana is 0 or more and below 2^64");
    }
    return value.longValue();
  }
}
