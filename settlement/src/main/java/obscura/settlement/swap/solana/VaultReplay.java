package obscura.settlement.swap.solana;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.solana.Operation;
import obscura.settlement.solana.PostedOutputs;
import obscura.settlement.solana.VaultAddresses;
import obscura.settlement.solana.rpc.PostedInstruction;
import org.p2p.solanaj.core.PublicKey;

/**
 * Follows a vault's calls from its first on, and computes what the program did: which token an
 * account lists, which outputs a draft has, which root it got. One thread.
 */
final class VaultReplay {
  private static final int LIST_VAULT = 1;
  private static final int LIST_MINT = 2;
  private static final int LISTING = 3;
  private static final int DRAFT = 2;
  private static final int BATCH = 3;

  private final VaultAddresses vault;
  private final Map<PublicKey, PublicKey> mints = new HashMap<>();
  private final Map<PublicKey, Draft> drafts = new HashMap<>();
  private final Map<PublicKey, Long> numbers = new HashMap<>();

  VaultReplay(VaultAddresses vault) {
    this.vault = vault;
  }

  /** A batch that was made. */
  record Settled(long number, Bytes root) {}

  private record Draft(long number, List<NoteOutput> outputs) {}

  /** The number of a settled batch, by its account. */
  Optional<Long> number(PublicKey batch) {
    return Optional.ofNullable(numbers.get(batch));
  }

  /** Takes the next call of the program that succeeded; gives the batch that it made, if any. */
  Optional<Settled> read(PostedInstruction call) {
    byte[] data = call.data().array();
    if (call.accounts().size() <= LIST_VAULT
        || !call.accounts().get(LIST_VAULT).equals(vault.address())) {
      return Optional.empty();
    }
    if (Operation.LIST_MINT.isIn(data)) {
      mints.put(call.accounts().get(LISTING), call.accounts().get(LIST_MINT));
    } else if (Operation.OPEN_BATCH.isIn(data)) {
      long number = Operation.number(data);
      drafts.put(call.accounts().get(DRAFT), new Draft(number, new ArrayList<>()));
    } else if (Operation.ADD_OUTPUTS.isIn(data)) {
      PostedOutputs.read(call.accounts(), data).ifPresent(this::add);
    } else if (Operation.SETTLE.isIn(data)) {
      return Optional.ofNullable(drafts.remove(call.accounts().get(DRAFT)))
          .filter(draft -> !draft.outputs.isEmpty())
          .map(draft -> settled(call.accounts().get(BATCH), draft));
    }
    return Optional.empty();
  }

  private void add(PostedOutputs posted) {
    Draft draft = drafts.get(posted.draft());
    if (draft == null || posted.first() != draft.outputs.size()) {
      return; // of a history that does not begin at the beginning
    }
    for (PostedOutputs.Entry entry : posted.entries()) {
      PublicKey mint = mints.get(entry.listing());
      if (mint == null) {
        drafts.remove(posted.draft());
        return;
      }
      Note note =
          new Note(
              Bytes.of(mint.toByteArray()),
              entry.owner(),
              vault.rules().group().decode(entry.commitment().array()));
      draft.outputs.add(new NoteOutput(note, entry.memo(), entry.lock()));
    }
  }

  private Settled settled(PublicKey account, Draft draft) {
    numbers.put(account, draft.number);
    List<Bytes> leaves = new ArrayList<>();
    for (NoteOutput output : draft.outputs) {
      leaves.add(output.leaf(vault.rules(), new NotePlace(draft.number, leaves.size())));
    }
    return new Settled(draft.number, NoteTree.of(vault.rules(), leaves).root());
  }
}
