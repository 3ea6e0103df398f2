package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * A batch: opened with two signatures, its pieces in order, then settled at once or given up.
 *
 * @param vault the vault
 */
public record BatchInstructions(SolanaVault vault) {
  private static final int NO_NOTICE = 255;

  /**
   * How much room a draft needs.
   *
   * @param trades at most 512
   * @param inputs at most 512
   */
  public record Room(int trades, int inputs) {}

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

  /** Opens a draft. Signed over {@link VaultDigests#batch}. */
  public TransactionInstruction open(BatchTerms terms, Room room, Quorum quorum) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.OPEN_BATCH)
            .payer(terms.operator())
            .readable(vault.address())
            .writable(vault.draft(terms.number()))
            .readable(vault.batch(terms.number()))
            .system();
    builder
        .data()
        .u64(terms.number())
        .u64(terms.epoch())
        .u64(terms.deadlineSeconds())
        .bytes(terms.contents().trades())
        .bytes(terms.contents().inputs())
        .bytes(terms.contents().outputs())
        .u32(room.trades())
        .u32(room.inputs())
        .bytes(quorum.encode());
    return builder.build();
  }

  /** Adds trade ids from place {@code at} on. */
  public TransactionInstruction addTrades(BatchTerms terms, int at, List<Long> trades) {
    InstructionBuilder builder = piece(Operation.ADD_TRADES, terms);
    builder.data().u32(at).u32(trades.size());
    trades.forEach(builder.data()::u64);
    return builder.build();
  }

  /** Adds inputs from place {@code at} on; their notes are taken for this draft. */
  public TransactionInstruction addInputs(BatchTerms terms, int at, List<NoteInput> inputs) {
    InstructionBuilder builder = piece(Operation.ADD_INPUTS, terms);
    builder.data().u32(at).u32(inputs.size());
    Places places = new Places(builder);
    for (NoteInput input : inputs) {
      SolanaNote note = input.note();
      builder
          .data()
          .u8(places.readable(vault.listing(note.mint())))
          .u8(places.writable(vault.batch(note.batch())))
          .u8(input.notice() == null ? NO_NOTICE : places.readable(input.notice()));
      boolean permit = input.consent() instanceof OwnerConsent.Permit;
      builder
          .data()
          .u8(permit ? 0 : 1)
          .u32(note.index())
          .bytes(note.owner().toByteArray())
          .bytes(note.commitment())
          .u64(input.consent() instanceof OwnerConsent.Permit p ? p.expirySeconds() : 0)
          .bytes(input.consent().signature());
      builder.path(input.path());
    }
    return builder.build();
  }

  /** Adds outputs from place {@code at} on. */
  public TransactionInstruction addOutputs(BatchTerms terms, int at, List<NoteOutput> outputs) {
    InstructionBuilder builder = piece(Operation.ADD_OUTPUTS, terms);
    builder.data().u32(at).u32(outputs.size());
    Places places = new Places(builder);
    for (NoteOutput output : outputs) {
      builder
          .data()
          .u8(places.readable(vault.listing(output.mint())))
          .bytes(output.owner().toByteArray())
          .bytes(output.commitment())
          .bytes(output.memo())
          .u8(output.lock() == null ? 0 : 1);
      if (output.lock() != null) {
        builder.data().bytes(output.lock().encode());
      }
    }
    return builder.build();
  }

  /**
   * Settles.
   *
   * @param proofS scalar of the balance proof, 32 bytes little-endian
   * @param proofR its point, 32 bytes
   * @param pages the pages of all trade ids
   */
  public TransactionInstruction settle(
      BatchTerms terms, byte[] proofS, byte[] proofR, List<Long> pages) {
    InstructionBuilder builder =
        new InstructionBuilder(vault, Operation.SETTLE)
            .payer(terms.operator())
            .readable(vault.address())
            .writable(vault.draft(terms.number()))
            .writable(vault.batch(terms.number()))
            .system();
    pages.forEach(page -> builder.writable(vault.page(page)));
    builder
        .data()
        .bytes(Borsh.fixed(proofS, 32, "a scalar"))
        .bytes(Borsh.fixed(proofR, SolanaNote.POINT_BYTES, "a point"));
    return builder.build();
  }

  /** Gives a draft up before its deadline. */
  public TransactionInstruction cancel(BatchTerms terms) {
    return new InstructionBuilder(vault, Operation.CANCEL)
        .signer(terms.operator())
        .writable(vault.draft(terms.number()))
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
  public TransactionInstruction closeDraft(BatchTerms terms) {
    return new InstructionBuilder(vault, Operation.CLOSE_DRAFT)
        .writable(vault.draft(terms.number()))
        .writable(terms.operator())
        .build();
  }

  private InstructionBuilder piece(Operation operation, BatchTerms terms) {
    return new InstructionBuilder(vault, operation)
        .signer(terms.operator())
        .readable(vault.address())
        .writable(vault.draft(terms.number()));
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
