package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.SolanaVault;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * A batch: opened with two signatures, its pieces in order, then settled at once or given up.
 *
 * @param vault the vault
 */
public record BatchInstructions(VaultAddresses vault) {
  private static final int NO_NOTICE = 255;

  /** Makes the page on which trade ids are marked; anyone may. */
  public TransactionInstruction openPage(PublicKey payer, long page) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.OPEN_PAGE)
            .payer(payer)
            .readable(vault.address())
            .writable(vault.page(page))
            .system();
    builder.data().u64(page);
    return builder.build();
  }

  /** Opens a draft. Signed over {@link SolanaVault#batchDigest}; at most 512 trades and inputs. */
  public TransactionInstruction open(BatchContent batch, Quorum quorum) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.OPEN_BATCH)
            .payer(operator(batch))
            .readable(vault.address())
            .writable(vault.draft(batch.number()))
            .readable(vault.batch(batch.number()))
            .system();
    builder
        .data()
        .u64(batch.number())
        .u64(batch.epoch())
        .u64(batch.deadlineSeconds())
        .bytes(vault.rules().contentHashes(batch).array())
        .u32(batch.trades().size())
        .u32(batch.inputs().size())
        .bytes(quorum.encode());
    return builder.build();
  }

  /** Adds trade ids from place {@code at} on. */
  public TransactionInstruction addTrades(BatchContent batch, int at, List<Long> trades) {
    InstructionBuilder builder = piece(Operation.ADD_TRADES, batch);
    builder.data().u32(at).u32(trades.size());
    trades.forEach(builder.data()::u64);
    return builder.build();
  }

  /** Adds inputs from place {@code at} on; their notes are taken for this draft. */
  public TransactionInstruction addInputs(BatchContent batch, int at, List<NoteInput> inputs) {
    InstructionBuilder builder = piece(Operation.ADD_INPUTS, batch);
    builder.data().u32(at).u32(inputs.size());
    Places places = new Places(builder);
    for (NoteInput input : inputs) {
      PlacedNote note = input.note();
      builder
          .data()
          .u8(places.readable(vault.listing(note.mint())))
          .u8(places.writable(vault.batch(note.batch())))
          .u8(input.notice() == null ? NO_NOTICE : places.readable(input.notice()));
      boolean permit = input.consent() instanceof OwnerConsent.Permit;
      builder
          .data()
          .u8(permit ? 0 : 1)
          .u32(note.place().index())
          .bytes(note.ownerAndCommitment())
          .u64(input.consent() instanceof OwnerConsent.Permit p ? p.expirySeconds() : 0)
          .bytes(input.consent().signature());
      builder.path(input.path());
    }
    return builder.build();
  }

  /** Adds outputs from place {@code at} on. */
  public TransactionInstruction addOutputs(BatchContent batch, int at, List<NoteOutput> outputs) {
    InstructionBuilder builder = piece(Operation.ADD_OUTPUTS, batch);
    builder.data().u32(at).u32(outputs.size());
    Places places = new Places(builder);
    for (NoteOutput output : outputs) {
      Note note = output.note();
      builder
          .data()
          .u8(places.readable(vault.listing(VaultAddresses.key(note.token()))))
          .bytes(note.owner().require(PublicKey.PUBLIC_KEY_LENGTH, "an owner").array())
          .bytes(note.commitment().encode())
          .bytes(output.memo().require(NoteFields.MEMO_BYTES, "a memo").array())
          .u8(output.lock().isPresent() ? 1 : 0);
      output.lock().ifPresent(lock -> builder.data().bytes(NoteFields.encode(lock)));
    }
    return builder.build();
  }

  /** Settles; the pages of all trade ids must be there. */
  public TransactionInstruction settle(BatchContent batch, BalanceProof proof) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.SETTLE)
            .payer(operator(batch))
            .readable(vault.address())
            .writable(vault.draft(batch.number()))
            .writable(vault.batch(batch.number()))
            .system();
    pages(batch).forEach(page -> builder.writable(vault.page(page)));
    builder.data().bytes(Borsh.scalar(proof.answer())).bytes(proof.commitment().encode());
    return builder.build();
  }

  /** The pages on which a batch's trade ids stand. */
  public static List<Long> pages(BatchContent batch) {
    return batch.trades().stream().map(VaultAddresses::pageOf).distinct().toList();
  }

  /** Gives a draft up before its deadline. */
  public TransactionInstruction cancel(BatchContent batch) {
    return new InstructionBuilder(vault, Operation.CANCEL)
        .signer(operator(batch))
        .writable(vault.draft(batch.number()))
        .build();
  }

  /**
   * Gives taken notes back once the draft cannot settle any more; anyone may.
   *
   * @param first place of the first of them among the draft's inputs
   * @param batches in which they are, in that order
   */
  public TransactionInstruction release(long number, int first, List<Long> batches) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.RELEASE).writable(vault.draft(number));
    batches.forEach(batch -> builder.writable(vault.batch(batch)));
    builder.data().u32(first);
    return builder.build();
  }

  /** Removes a draft after its deadline, all notes given back; its rent goes to the operator. */
  public TransactionInstruction closeDraft(BatchContent batch) {
    return closeDraft(batch.number(), operator(batch));
  }

  /** The same, by the draft's number and operator. */
  public TransactionInstruction closeDraft(long number, PublicKey operator) {
    return new InstructionBuilder(vault, Operation.CLOSE_DRAFT)
        .writable(vault.draft(number))
        .writable(operator)
        .build();
  }

  private InstructionBuilder piece(Operation operation, BatchContent batch) {
    return new InstructionBuilder(vault, operation)
        .signer(operator(batch))
        .readable(vault.address())
        .writable(vault.draft(batch.number()));
  }

  static PublicKey operator(BatchContent batch) {
    return VaultAddresses.key(batch.operator());
  }

  /** Accounts after the draft, each once; entries name them by place. */
  private static final class Places {
    private final InstructionBuilder builder;
    private final List<PublicKey> keys = new ArrayList<>();

    Places(InstructionBuilder builder) {
      this.builder = builder;
    }

    int readable(PublicKey key) {
      return place(key, () -> builder.readable(key));
    }

    int writable(PublicKey key) {
      return place(key, () -> builder.writable(key));
    }

    private int place(PublicKey key, Runnable add) {
      int known = keys.indexOf(key);
      if (known >= 0) {
        return known;
      }
      add.run();
      keys.add(key);
      return keys.size() - 1;
    }
  }
}
