package obscura.settlement.solana;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * A batch that two parties signed, as the instructions that bring it in, one after the other. As
 * bytes: a version, number 8, pages and instructions behind their counts (4 bytes each); an
 * instruction is its accounts (key, then 1 for a signer + 2 for a writable one) and its data, both
 * behind their lengths; all little-endian.
 *
 * @param vault which takes it
 * @param number of the batch
 * @param pages of its trade ids, which must be there first
 * @param steps opens the draft, adds the pieces, settles
 */
public record SignedBatch(
    VaultAddresses vault, long number, List<Long> pages, List<TransactionInstruction> steps) {
  private static final int VERSION = 1;
  private static final int SIGNER = 1;
  private static final int WRITABLE = 2;
  private static final int ITEMS_MAX = 1 << 12;

  /** Copies. */
  public SignedBatch {
    pages = List.copyOf(pages);
    steps = List.copyOf(steps);
  }

  /**
   * The batch of a content.
   *
   * @param inputs the notes that it spends, in the content's order
   * @param quorum two parties' word
   */
  public static SignedBatch of(
      VaultAddresses vault,
      BatchContent content,
      List<NoteInput> inputs,
      Quorum quorum,
      BalanceProof proof) {
    BatchInstructions instructions = new BatchInstructions(vault);
    BatchPieces pieces = new BatchPieces(vault, content);
    List<TransactionInstruction> steps = new ArrayList<>();
    steps.add(instructions.open(content, quorum));
    steps.addAll(pieces.trades());
    steps.addAll(pieces.inputs(inputs));
    steps.addAll(pieces.outputs());
    steps.add(instructions.settle(content, proof));
    return new SignedBatch(vault, content.number(), BatchInstructions.pages(content), steps);
  }

  /**
   * What is still to be handed in.
   *
   * @param draft as it is now; empty if there is none yet
   */
  public List<TransactionInstruction> remaining(Optional<DraftState> draft) {
    return draft
        .map(now -> steps.stream().filter(step -> !isIn(step.getData(), now)).toList())
        .orElse(steps);
  }

  private static boolean isIn(byte[] data, DraftState draft) {
    if (Operation.OPEN_BATCH.isIn(data)) {
      return true;
    }
    if (Operation.SETTLE.isIn(data)) {
      return false;
    }
    int place = Borsh.reader(data).getInt(Operation.DISCRIMINATOR_BYTES);
    if (Operation.ADD_TRADES.isIn(data)) {
      return place < draft.trades();
    }
    return place < (Operation.ADD_INPUTS.isIn(data) ? draft.inputs() : draft.outputs());
  }

  /** As bytes. */
  public Bytes encode() {
    Borsh out = new Borsh().u8(VERSION).u64(number).u32(pages.size());
    pages.forEach(out::u64);
    out.u32(steps.size());
    for (TransactionInstruction step : steps) {
      out.u32(step.getKeys().size());
      for (AccountMeta meta : step.getKeys()) {
        int flags = (meta.isSigner() ? SIGNER : 0) | (meta.isWritable() ? WRITABLE : 0);
        out.bytes(meta.getPublicKey().toByteArray()).u8(flags);
      }
      out.u32(step.getData().length).bytes(step.getData());
    }
    return Bytes.of(out.toBytes());
  }

  /**
   * Reads bytes.
   *
   * @throws IllegalArgumentException if they are no batch
   */
  public static SignedBatch decode(VaultAddresses vault, Bytes bytes) {
    ByteBuffer in = Borsh.reader(bytes.array());
    try {
      int version = in.get();
      if (version != VERSION) {
        throw new IllegalArgumentException("version " + version + " is not known");
      }
      long number = in.getLong();
      List<Long> pages = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        pages.add(in.getLong());
      }
      List<TransactionInstruction> steps = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        steps.add(step(vault, in));
      }
      return new SignedBatch(vault, number, pages, steps);
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("the bytes are cut short", cut);
    }
  }

  private static TransactionInstruction step(VaultAddresses vault, ByteBuffer in) {
    List<AccountMeta> accounts = new ArrayList<>();
    for (int left = count(in); left > 0; left--) {
      PublicKey key = AccountData.key(in);
      int flags = in.get();
      accounts.add(new AccountMeta(key, (flags & SIGNER) != 0, (flags & WRITABLE) != 0));
    }
    byte[] data = new byte[count(in)];
    in.get(data);
    return new TransactionInstruction(vault.program(), accounts, data);
  }

  private static int count(ByteBuffer in) {
    int count = in.getInt();
    if (count < 0 || count > ITEMS_MAX) {
      throw new IllegalArgumentException("a count of " + count);
    }
    return count;
  }
}
