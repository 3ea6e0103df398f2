package obscura.settlement.solana;

import java.util.List;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * What owners do without the venue: withdraw, revoke, claim, be refunded. Anybody may hand these in; a pause stops none of them.
 *
 * @param vault the vault
 */
public record OwnerInstructions(SolanaVault vault) {
  private static final int SIGNATURE_BYTES = OwnerConsent.SIGNATURE_BYTES;

  /**
   * A note and where it stands in its batch.
   *
   * @param note the note
   * @param path brothers from its leaf to the root
   */
  public record Located(SolanaNote note, List<byte[]> path) {
    /** Copies the path. */
    public Located {
      path = List.copyOf(path);
    }
  }

  /**
   * A withdrawal that the owner signed over {@link VaultDigests#withdrawal}.
   *
   * @param recipient token account that gets the amount less the fee
   * @param fee in the token's smallest unit, for {@code feeRecipient}
   * @param deadlineSeconds it can be handed in until then; of two, the one with the later deadline is in force
   * @param signature Ed25519
   */
  public record Withdrawal(PublicKey recipient, long fee, long deadlineSeconds, byte[] signature) {
    /** Checks the length. */
    public Withdrawal {
      signature = Borsh.fixed(signature, SIGNATURE_BYTES, "a signature");
    }
  }

  /**
   * Value and blinding of a note.
   *
   * @param amount in the token's smallest unit, unsigned
   * @param blinding 32 bytes little-endian, below l
   */
  public record Opening(long amount, byte[] blinding) {
    /** Checks the length. */
    public Opening {
      blinding = Borsh.fixed(blinding, 32, "a blinding");
    }

    /** Shows nothing. */
    @Override
    public String toString() {
      return "Opening[hidden]";
    }
  }

  /**
   * Hands a withdrawal in; {@code payer} pays the rent of the notice.
   *
   * @param feeRecipient token account for the fee
   */
  public TransactionInstruction requestWithdrawal(
      PublicKey payer, PublicKey feeRecipient, Located located, Withdrawal withdrawal) {
    InstructionBuilder builder =
        notice(Operation.REQUEST_WITHDRAWAL, payer, located.note()).readable(feeRecipient);
    builder
        .data()
        .bytes(withdrawal.recipient().toByteArray())
        .u64(withdrawal.fee())
        .u64(withdrawal.deadlineSeconds())
        .bytes(withdrawal.signature());
    return named(builder, located);
  }

  /** Hands a revocation in. Signed over {@link VaultDigests#revocation}. */
  public TransactionInstruction revoke(PublicKey payer, Located located, byte[] signature) {
    InstructionBuilder builder = notice(Operation.REVOKE, payer, located.note());
    builder.data().bytes(Borsh.fixed(signature, SIGNATURE_BYTES, "a signature"));
    return named(builder, located);
  }

  /** Pays a matured withdrawal out; needs no signature but the transaction's. */
  public TransactionInstruction finishWithdrawal(
      SolanaNote note, VaultInstructions.Token token, PublicKey recipient, Opening opening) {
    InstructionBuilder builder =
        payment(Operation.FINISH_WITHDRAWAL, note, token, recipient)
            .writable(vault.batch(note.batch()));
    builder.data().u64(opening.amount()).bytes(opening.blinding());
    return builder.build();
  }

  /** Pays the fee of a finished withdrawal out. */
  public TransactionInstruction collectFee(
      SolanaNote note, VaultInstructions.Token token, PublicKey feeRecipient) {
    return payment(Operation.COLLECT_FEE, note, token, feeRecipient).build();
  }

  /**
   * Opens a lock before its deadline; the note's owner gets it as the only note of batch {@code number}.
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

  /** Gives a locked note to the refund owner, from the deadline on, as the only note of batch {@code number}. */
  public TransactionInstruction refund(
      PublicKey payer, long number, Located located, NoteLock lock) {
    InstructionBuilder builder = unlock(Operation.REFUND, payer, number, located.note());
    return locked(builder, number, located, lock);
  }

  private InstructionBuilder notice(Operation operation, PublicKey payer, SolanaNote note) {
    return new InstructionBuilder(vault, operation)
        .payer(payer)
        .readable(vault.address())
        .writable(vault.batch(note.batch()))
        .writable(vault.notice(note.id(vault)))
        .system();
  }

  private static TransactionInstruction named(InstructionBuilder builder, Located located) {
    SolanaNote note = located.note();
    builder
        .data()
        .bytes(note.mint().toByteArray())
        .bytes(note.owner().toByteArray())
        .bytes(note.commitment())
        .u32(note.index());
    return builder.path(located.path()).build();
  }

  private InstructionBuilder payment(
      Operation operation, SolanaNote note, VaultInstructions.Token token, PublicKey receiver) {
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
      Operation operation, PublicKey payer, long number, SolanaNote note) {
    return new InstructionBuilder(vault, operation)
        .payer(payer)
        .readable(vault.address())
        .writable(vault.batch(note.batch()))
        .writable(vault.batch(number))
        .system();
  }

  private static TransactionInstruction locked(
      InstructionBuilder builder, long number, Located located, NoteLock lock) {
    SolanaNote note = located.note();
    builder
        .data()
        .u64(number)
        .bytes(note.mint().toByteArray())
        .bytes(note.owner().toByteArray())
        .bytes(note.commitment())
        .u32(note.index())
        .bytes(lock.encode());
    return builder.path(located.path()).build();
  }
}
