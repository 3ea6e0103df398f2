package obscura.settlement.swap;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.note.Vault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.Claim;
import obscura.settlement.swap.core.Inclusion;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LockState;
import obscura.settlement.swap.port.LockChain;

/**
 * A chain that is played: blocks every {@link #STEP_SECONDS}, a pool that takes its time, blocks
 * that are thrown out, calls that are lost, a node that is down. It keeps {@link #TIMES}.
 */
final class SimLockChain implements LockChain, ChainFacts {
  static final long STEP_SECONDS = 10;
  static final ChainTimes TIMES = new ChainTimes(60, 60, 15);
  private static final int DELAY_STEPS_MAX = 2;
  private static final long SKEW_SECONDS = 5;

  final EvmVault vault;
  boolean down;
  boolean loseNext;
  boolean poisoned;
  boolean claimHandedIn;
  private final Random random;
  private final long skew;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Call> pool = new ArrayList<>();
  private long made;

  /** What somebody wants of the vault. */
  private enum Kind {
    LOCK,
    CLAIM,
    REFUND
  }

  private static final class Call {
    final Kind kind;
    final LegLock lock;
    final Bytes preimage;
    final Bytes id;
    long stepsToWait;
    boolean displaced;

    Call(Kind kind, LegLock lock, Bytes preimage, Bytes id) {
      this.kind = kind;
      this.lock = lock;
      this.preimage = preimage;
      this.id = id;
    }
  }

  private record Block(long number, long seconds, Bytes hash, List<Call> calls) {}

  private record Fate(Block locked, Call lock, Optional<Block> ended, Optional<Call> end) {}

  SimLockChain(long chainId, long nowSeconds, Random random) {
    byte[] address = Hash.sha256(BigInteger.valueOf(chainId).toByteArray());
    this.vault =
        new EvmVault(
            BigInteger.valueOf(chainId),
            EthereumAddress.of(java.util.Arrays.copyOf(address, EthereumAddress.BYTES)));
    this.random = random;
    this.skew = random.nextLong(2 * SKEW_SECONDS + 1) - SKEW_SECONDS;
    append(nowSeconds, List.of());
  }

  /** A block more. */
  void mine(long nowSeconds) {
    List<Call> due = new ArrayList<>();
    for (Call call : List.copyOf(pool)) {
      if (call.stepsToWait-- <= 0) {
        pool.remove(call);
        due.add(call);
      }
    }
    append(nowSeconds + skew, due);
  }

  private void append(long seconds, List<Call> due) {
    long time = blocks.isEmpty() ? seconds : Math.max(seconds, head().seconds());
    Block block = new Block(blocks.size(), time, fresh("block"), new ArrayList<>());
    blocks.add(block);
    for (Call call : due) {
      if (isValid(call, time)) {
        block.calls().add(call);
      }
    }
  }

  /** Throws blocks out that are not final; what stood in them stands in the new ones. */
  void reorganise(int depth) {
    List<Block> out = new ArrayList<>();
    for (int i = blocks.size() - 1; i > 0 && out.size() < depth; i--) {
      if (isFinal(blocks.get(i))
          || blocks.get(i).calls().stream().anyMatch(call -> call.displaced)) {
        break;
      }
      out.addFirst(blocks.get(i));
    }
    blocks.subList(blocks.size() - out.size(), blocks.size()).clear();
    List<Call> again = new ArrayList<>();
    for (Block block : out) {
      block.calls().forEach(call -> call.displaced = true);
      again.addAll(block.calls());
    }
    for (int i = 1; i <= out.size(); i++) {
      append(out.get(i - 1).seconds(), i == out.size() ? again : List.of());
    }
  }

  private boolean isValid(Call call, long seconds) {
    Optional<Fate> fate = fate(call.lock);
    boolean open = fate.isPresent() && fate.get().ended().isEmpty();
    boolean due = seconds >= call.lock.terms().deadlineSeconds();
    return switch (call.kind) {
      case LOCK -> fate.isEmpty() && !poisoned && seconds <= lockBy(call.lock);
      case CLAIM -> open && !due && hash(call.preimage).equals(call.lock.terms().hash());
      case REFUND -> open && due;
    };
  }

  /** The office writes the batch's deadline into the batch. */
  private static long lockBy(LegLock lock) {
    return ByteBuffer.wrap(lock.batch().array()).getLong();
  }

  private static Bytes hash(Bytes preimage) {
    return Bytes.of(Hash.sha256(preimage.array()));
  }

  @Override
  public Vault vault() {
    return vault;
  }

  @Override
  public ChainTimes times() {
    return TIMES;
  }

  @Override
  public long now() {
    requireUp();
    return head().seconds();
  }

  @Override
  public void lock(LegLock lock) {
    requireUp();
    handIn(Kind.LOCK, lock, Bytes.zeros(0));
  }

  @Override
  public void claim(LegLock lock, Bytes preimage) {
    requireUp();
    claimHandedIn = true;
    handIn(Kind.CLAIM, lock, preimage);
  }

  @Override
  public void refund(LegLock lock) {
    requireUp();
    handIn(Kind.REFUND, lock, Bytes.zeros(0));
  }

  /** Somebody else calls the vault. */
  void strangerClaims(LegLock lock, Bytes preimage) {
    handIn(Kind.CLAIM, lock, preimage);
  }

  void strangerRefunds(LegLock lock) {
    handIn(Kind.REFUND, lock, Bytes.zeros(0));
  }

  private void handIn(Kind kind, LegLock lock, Bytes preimage) {
    if (loseNext) {
      loseNext = false;
      return;
    }
    boolean known =
        pool.stream()
            .anyMatch(call ->
                call.kind == kind
                    && call.lock.place().equals(lock.place())
                    && call.preimage.equals(preimage));
    if (!known) {
      Call call = new Call(kind, lock, preimage, fresh("call"));
      call.stepsToWait = random.nextInt(DELAY_STEPS_MAX + 1);
      pool.add(call);
    }
  }

  private Bytes fresh(String kind) {
    byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(made++).array();
    return Bytes.of(Hash.sha256(vault.address().bytes(), Hash.utf8(kind), count));
  }

  @Override
  public LockState lockState(LegLock lock, long lockBy) {
    requireUp();
    Optional<Fate> found = fate(lock);
    if (found.isEmpty()) {
      return new LockState.Absent(
          blocks.stream().anyMatch(block -> block.seconds() > lockBy && isFinal(block)));
    }
    Fate fate = found.get();
    Inclusion lockedAt = inclusion(fate.locked(), fate.lock());
    if (fate.ended().isEmpty()) {
      return new LockState.Locked(lockedAt, isFinal(fate.locked()));
    }
    Block block = fate.ended().get();
    Call end = fate.end().orElseThrow();
    return end.kind == Kind.REFUND
        ? new LockState.Refunded(isFinal(block))
        : new LockState.Claimed(
            lockedAt,
            new Claim(inclusion(block, end), ownBatch(end), end.preimage),
            isFinal(block));
  }

  private Optional<Fate> fate(LegLock lock) {
    Optional<Fate> fate = Optional.empty();
    for (Block block : blocks) {
      for (Call call : block.calls()) {
        if (!call.lock.place().equals(lock.place())) {
          continue;
        }
        fate =
            call.kind == Kind.LOCK
                ? Optional.of(new Fate(block, call, Optional.empty(), Optional.empty()))
                : fate.map(
                    f -> new Fate(f.locked(), f.lock(), Optional.of(block), Optional.of(call)));
      }
    }
    return fate;
  }

  /** When a lock was refunded, by the time of the block. */
  Optional<Long> refundedAt(LegLock lock) {
    return fate(lock)
        .filter(fate -> fate.end().filter(end -> end.kind == Kind.REFUND).isPresent())
        .flatMap(Fate::ended)
        .map(Block::seconds);
  }

  /** Whether a claim of a lock stands in a block. */
  boolean isClaimed(LegLock lock) {
    return fate(lock).flatMap(Fate::end).filter(end -> end.kind == Kind.CLAIM).isPresent();
  }

  boolean isThere(LegLock lock) {
    return fate(lock).isPresent();
  }

  @Override
  public Optional<Bytes> root(Inclusion at, long batch) {
    return standing(at)
        .filter(call -> call.kind == Kind.LOCK && call.lock.place().batch() == batch)
        .map(call -> SimOffice.root(vault, call.lock));
  }

  @Override
  public Optional<Claimed> claim(Inclusion at, Bytes leaf) {
    Map<Bytes, Claimed> claims = new HashMap<>();
    standing(at)
        .filter(call -> call.kind == Kind.CLAIM)
        .ifPresent(call ->
            claims.put(
                call.lock.leaf(vault),
                new Claimed(ownBatch(call), call.lock.note(), call.preimage)));
    return Optional.ofNullable(claims.get(leaf));
  }

  private Optional<Call> standing(Inclusion at) {
    return blocks.stream()
        .filter(block -> block.number() == at.block() && block.hash().equals(at.blockHash()))
        .flatMap(block -> block.calls().stream())
        .filter(call -> call.id.equals(at.transaction()))
        .findFirst();
  }

  private static Inclusion inclusion(Block block, Call call) {
    return new Inclusion(block.number(), block.hash(), call.id);
  }

  private static long ownBatch(Call call) {
    return Vault.FIRST_OWN_BATCH + call.lock.place().batch();
  }

  private boolean isFinal(Block block) {
    return head().seconds() - block.seconds() >= TIMES.finalitySeconds();
  }

  private Block head() {
    return blocks.getLast();
  }

  long headSeconds() {
    return head().seconds();
  }

  private void requireUp() {
    if (down) {
      throw new UnavailableException("the node is down");
    }
  }

  /** A note of nobody in particular. */
  static Note note(EvmVault vault, String owner) {
    return new Note(
        Bytes.zeros(EthereumAddress.BYTES), SimOffice.address(owner), vault.group().generator());
  }
}
