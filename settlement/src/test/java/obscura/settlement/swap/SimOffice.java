package obscura.settlement.swap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LegTimes;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.port.LockOffice;

/** Locks notes in batches of any size, for one chain. */
final class SimOffice implements LockOffice {
  private final EvmVault vault;
  private final Random random;
  private final Map<String, LegLock> prepared = new HashMap<>();
  boolean down;
  boolean refuses;

  SimOffice(EvmVault vault, Random random) {
    this.vault = vault;
    this.random = random;
  }

  @Override
  public Optional<LegLock> prepare(Swap swap, Side side) {
    if (down) {
      throw new UnavailableException("no two parties answer");
    }
    return refuses
        ? Optional.empty()
        : Optional.of(prepared.computeIfAbsent(swap.id() + " " + side, name -> make(swap, side)));
  }

  private LegLock make(Swap swap, Side side) {
    LegTimes times = swap.deadlines().of(side);
    String name = swap.id() + " " + side;
    Note note = SimLockChain.note(vault, name);
    NoteLock terms =
        new NoteLock(swap.hash(), address("back " + name), times.deadline(), Bytes.zeros(94));
    int size = 1 + random.nextInt(9);
    NotePlace place =
        new NotePlace(2 * swap.id().value() + (side == Side.FIRST ? 0 : 1), random.nextInt(size));
    List<Bytes> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(Bytes.of(Hash.sha256(Hash.utf8(name + i))));
    }
    leaves.set(place.index(), vault.lockedLeaf(vault.noteId(note, place), vault.lockHash(terms)));
    Bytes lockBy = Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(times.lockBy()).array());
    return new LegLock(note, place, terms, NoteTree.of(vault, leaves).path(place.index()), lockBy);
  }

  /** The root to which a lock's path leads. */
  static Bytes root(Vault vault, LegLock lock) {
    Bytes node = lock.leaf(vault);
    for (int level = 0; level < lock.path().size(); level++) {
      Bytes sibling = lock.path().get(level);
      boolean right = (lock.place().index() >> level & 1) == 1;
      node = right ? vault.node(sibling, node) : vault.node(node, sibling);
    }
    return node;
  }

  static Bytes address(String name) {
    return Bytes.of(Arrays.copyOf(Hash.sha256(Hash.utf8(name)), EthereumAddress.BYTES));
  }
}
