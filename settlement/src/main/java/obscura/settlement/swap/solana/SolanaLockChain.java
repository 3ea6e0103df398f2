package obscura.settlement.swap.solana;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.solana.BatchInstructions;
import obscura.settlement.solana.BatchState;
import obscura.settlement.solana.DraftState;
import obscura.settlement.solana.OwnerInstructions;
import obscura.settlement.solana.PlacedNote;
import obscura.settlement.solana.PostedUnlock;
import obscura.settlement.solana.SignedBatch;
import obscura.settlement.solana.VaultAddresses;
import obscura.settlement.solana.rpc.AccountView;
import obscura.settlement.solana.rpc.ClockSysvar;
import obscura.settlement.solana.rpc.Commitment;
import obscura.settlement.solana.rpc.SolanaNode;
import obscura.settlement.solana.rpc.TransactionRefusedException;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.Claim;
import obscura.settlement.swap.core.Inclusion;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LockState;
import obscura.settlement.swap.port.LockChain;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Solana as swaps need it, by nodes that are trusted to tell the truth and to remember the
 * transactions of a swap's time. A lock's batch is a {@link SignedBatch}; each call of {@link
 * #lock} hands its next transaction in. What is seen is confirmed, what is settled finalized. One
 * thread.
 */
public final class SolanaLockChain implements LockChain {
  private static final Logger LOG = LoggerFactory.getLogger(SolanaLockChain.class);
  private static final int REMEMBERED_MAX = 10_000;

  private final SolanaNode node;
  private final VaultAddresses vault;
  private final InstructionOutlet outlet;
  private final ChainTimes times;
  private final RandomGenerator random;

  /** Where batches were made that are final, by number: that does not change any more. */
  private final Map<Long, Inclusion> made =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Inclusion> eldest) {
          return size() > REMEMBERED_MAX;
        }
      };

  /**
   * Works with one vault.
   *
   * @param outlet signs as the operator whom the signed batches name
   * @param times what the chain is relied on for; a lock takes two transactions or more, one after
   *     the other, all of them within the inclusion
   * @param random for the numbers of new notes, which others must not foresee
   */
  public SolanaLockChain(
      SolanaNode node,
      VaultAddresses vault,
      InstructionOutlet outlet,
      ChainTimes times,
      RandomGenerator random) {
    this.node = node;
    this.vault = vault;
    this.outlet = outlet;
    this.times = times;
    this.random = random;
  }

  @Override
  public Vault vault() {
    return vault.rules();
  }

  @Override
  public ChainTimes times() {
    return times;
  }

  @Override
  public long now() {
    return asked(() ->
        ClockSysvar.seconds(
            node.accounts(Commitment.CONFIRMED, List.of(ClockSysvar.ADDRESS)).getFirst()));
  }

  @Override
  public LockState lockState(LegLock lock, long lockBy) {
    return asked(() -> {
      LockView view = view(Commitment.CONFIRMED, lock);
      if (view.batch().isPresent()) {
        return made(lock, view.batch().get());
      }
      if (view.draft().isPresent()) {
        return new LockState.Coming(view.now() > view.draft().get().untilSeconds());
      }
      return new LockState.Absent(view.now() > lockBy && isPast(lock, lockBy));
    });
  }

  private boolean isPast(LegLock lock, long lockBy) throws IOException {
    LockView last = view(Commitment.FINALIZED, lock);
    return last.batch().isEmpty() && last.draft().isEmpty() && last.now() > lockBy;
  }

  private LockState made(LegLock lock, BatchState batch) throws IOException {
    if (!holds(lock, batch)) { // another batch took the number
      return new LockState.Absent(view(Commitment.FINALIZED, lock).batch().isPresent());
    }
    long number = lock.place().batch();
    boolean taken = batch.isTaken(lock.place().index());
    Optional<Inclusion> known = Optional.ofNullable(made.get(number));
    if (known.isPresent() && !taken) {
      return new LockState.Locked(known.get(), true);
    }
    LockTrail trail = LockTrail.read(node, vault, lock);
    LockTrail.Step settled = trail.settled().orElseThrow(SolanaLockChain::behind);
    Inclusion at = at(settled);
    if (settled.isFinal()) {
      made.put(number, at);
    }
    return taken
        ? ended(at, trail.ended().orElseThrow(SolanaLockChain::behind))
        : new LockState.Locked(at, settled.isFinal());
  }

  private LockState ended(Inclusion lockedAt, LockTrail.Step end) throws IOException {
    PostedUnlock unlock = end.unlock().orElseThrow();
    if (unlock.preimage().isEmpty()) {
      return new LockState.Refunded(end.isFinal());
    }
    Claim claim = new Claim(at(end), unlock.number(), unlock.preimage().get());
    return new LockState.Claimed(lockedAt, claim, end.isFinal());
  }

  private boolean holds(LegLock lock, BatchState batch) {
    return NoteTree.holds(
        vault.rules(), batch.root(), lock.place().index(), lock.leaf(vault.rules()), lock.path());
  }

  private Inclusion at(LockTrail.Step step) throws IOException {
    long slot = step.transaction().slot();
    return new Inclusion(
        slot, node.blockhash(slot, Commitment.CONFIRMED), step.transaction().signatureBytes());
  }

  private static IOException behind() {
    return new IOException("the node's history lags behind its accounts, or does not reach back");
  }

  @Override
  public void lock(LegLock lock) {
    tried(() -> {
      LockView view = view(Commitment.CONFIRMED, lock);
      if (view.batch().isPresent()) {
        return;
      }
      SignedBatch batch = SignedBatch.decode(vault, lock.batch());
      List<TransactionInstruction> left = new ArrayList<>(missingPages(batch));
      left.addAll(batch.remaining(view.draft()));
      handIn("lock " + left.size(), lock, () -> packed(left));
    });
  }

  private List<TransactionInstruction> missingPages(SignedBatch batch) throws IOException {
    List<PublicKey> keys = batch.pages().stream().map(vault::page).toList();
    List<Optional<AccountView>> found = node.accounts(Commitment.CONFIRMED, keys);
    List<TransactionInstruction> missing = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      if (found.get(i).filter(view -> view.owner().equals(vault.program())).isEmpty()) {
        missing.add(new BatchInstructions(vault).openPage(outlet.payer(), batch.pages().get(i)));
      }
    }
    return missing;
  }

  @Override
  public void release(LegLock lock) {
    tried(() -> {
      LockView view = view(Commitment.CONFIRMED, lock);
      if (view.draft().isEmpty()) {
        return;
      }
      List<TransactionInstruction> left = ending(view.draft().get(), view.now());
      if (!left.isEmpty()) {
        handIn("release " + left.size(), lock, () -> packed(left));
      }
    });
  }

  private List<TransactionInstruction> ending(DraftState draft, long now) {
    BatchInstructions batches = new BatchInstructions(vault);
    List<TransactionInstruction> steps = new ArrayList<>();
    for (DraftState.Held held : draft.held()) {
      steps.add(batches.release(draft.number(), held.place(), List.of(held.batch())));
    }
    if (now > draft.deadlineSeconds()) {
      steps.add(batches.closeDraft(draft.number(), draft.operator()));
    }
    return steps;
  }

  @Override
  public void claim(LegLock lock, Bytes preimage) {
    tried(() ->
        handIn(
            "claim",
            lock,
            () ->
                List.of(
                    owners()
                        .claim(
                            outlet.payer(),
                            preimage.array(),
                            freshNumber(),
                            located(lock),
                            lock.terms()))));
  }

  @Override
  public void refund(LegLock lock) {
    tried(() ->
        handIn(
            "refund",
            lock,
            () ->
                List.of(
                    owners().refund(outlet.payer(), freshNumber(), located(lock), lock.terms()))));
  }

  private OwnerInstructions owners() {
    return new OwnerInstructions(vault);
  }

  private static OwnerInstructions.Located located(LegLock lock) {
    return new OwnerInstructions.Located(new PlacedNote(lock.note(), lock.place()), lock.path());
  }

  /** Of a batch of one, whose account the program finds at the first try. */
  private long freshNumber() {
    long number;
    do {
      number = random.nextLong() | Vault.FIRST_OWN_BATCH;
    } while (!vault.isCheap(number));
    return number;
  }

  /** As many of the first as one transaction carries. */
  private List<TransactionInstruction> packed(List<TransactionInstruction> steps) {
    int count = 1;
    while (count < steps.size() && outlet.fits(steps.subList(0, count + 1))) {
      count++;
    }
    return steps.subList(0, count);
  }

  private void handIn(String what, LegLock lock, Supplier<List<TransactionInstruction>> steps)
      throws IOException {
    byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(lock.place().batch()).array();
    Bytes leaf = lock.leaf(vault.rules());
    outlet.handIn(Bytes.of(Hash.sha256(Hash.utf8(what), number, leaf.array())), steps);
  }

  private LockView view(Commitment commitment, LegLock lock) throws IOException {
    return LockView.read(node, commitment, vault, lock.place().batch());
  }

  private static void tried(Attempt attempt) {
    try {
      attempt.make();
    } catch (TransactionRefusedException refused) {
      LOG.info("refused: {}", refused.getMessage());
    } catch (IOException | RuntimeException failed) {
      throw new UnavailableException("nothing can be handed in", failed);
    }
  }

  private static <T> T asked(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | RuntimeException failed) {
      throw new UnavailableException("the chain cannot be read", failed);
    }
  }

  /** Something done on the chain. */
  private interface Attempt {
    void make() throws IOException;
  }

  /** Something asked of it. */
  private interface Question<T> {
    T ask() throws IOException;
  }
}
