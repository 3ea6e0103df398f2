package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Hash;
import io.horizen.evm.MemoryDatabase;
import io.horizen.evm.StateDB;
import java.math.BigInteger;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.web3j.protocol.Web3jService;

/**
 * The chain. Makes a block for each transaction at once, or when told to after {@link #holdBlocks}.
 * Its clock is the given one plus what {@link #advance} added. Thread-safe.
 */
public final class DevChain implements AutoCloseable {
  static final BigInteger BLOCK_GAS = BigInteger.valueOf(30_000_000);
  private static final BigInteger FIRST_BASE_FEE = BigInteger.valueOf(1_000_000_000);

  private final long chainId;
  private final InstantSource clock;
  private final Executor executor;
  private final MemoryDatabase database = new MemoryDatabase();
  private final List<Block> blocks = new ArrayList<>();
  private final Map<Hash, Receipt> receipts = new HashMap<>();
  private final Map<Hash, Block> blockOf = new HashMap<>();
  private final Pool pool = new Pool();
  private Duration ahead = Duration.ZERO;
  private BigInteger baseFee = FIRST_BASE_FEE;
  private boolean held;

  /** A chain with an empty first block. */
  public DevChain(long chainId, InstantSource clock) {
    this.chainId = chainId;
    this.clock = clock;
    this.executor = new Executor(chainId);
    append(StateDB.EMPTY_ROOT_HASH, List.of());
  }

  /** What {@code Web3j.build} takes. */
  public Web3jService service() {
    return new DevChainService(this);
  }

  public long chainId() {
    return chainId;
  }

  /** Gives an account wei out of nothing. */
  public synchronized void fund(String account, BigInteger wei) {
    append(change(state -> state.addBalance(new Address(account), wei)), List.of());
  }

  /** Puts the clock forward and makes a block with the new time. */
  public synchronized void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time goes forward, not by " + time);
    }
    ahead = ahead.plus(time);
    mine();
  }

  /** From now on transactions wait for {@link #mine}. */
  public synchronized void holdBlocks() {
    held = true;
  }

  /** Makes blocks at once again, first for what waits. */
  public synchronized void releaseBlocks() {
    held = false;
    mineWaiting();
  }

  /** The base fee of the blocks to come, in wei; it does not change by itself. */
  public synchronized void setBaseFee(BigInteger wei) {
    baseFee = wei;
    if (!held) {
      mineWaiting();
    }
  }

  /** Makes one block out of what waits and fits, even an empty one. */
  public synchronized void mine() {
    List<Receipt> done = new ArrayList<>();
    Hash root = change(state -> fill(state, done));
    append(root, done);
  }

  /**
   * Takes the last blocks back, as a reorganisation does. Their transactions wait again, or are
   * gone.
   */
  public synchronized void rollBack(int count, boolean keepTransactions) {
    if (count < 1 || count >= blocks.size()) {
      throw new IllegalArgumentException(
          "there are 1 to " + (blocks.size() - 1) + " blocks to take back");
    }
    List<Block> dropped = new ArrayList<>(blocks.subList(blocks.size() - count, blocks.size()));
    blocks.subList(blocks.size() - count, blocks.size()).clear();
    for (Receipt receipt : dropped.stream().flatMap(block -> block.receipts().stream()).toList()) {
      receipts.remove(receipt.transaction().hash());
      blockOf.remove(receipt.transaction().hash());
      if (keepTransactions) {
        pool.add(receipt.transaction());
      }
    }
  }

  synchronized Hash submit(String raw) {
    Transaction transaction = Transaction.decode(raw, chainId);
    if (receipts.containsKey(transaction.hash())) {
      throw new DevChainException(DevChainException.REFUSED, "already known");
    }
    requireSound(transaction);
    pool.add(transaction);
    if (!held) {
      mineWaiting();
    }
    return transaction.hash();
  }

  private void requireSound(Transaction transaction) {
    BigInteger nonce = read(head(), state -> state.getNonce(transaction.from()));
    BigInteger balance = read(head(), state -> state.getBalance(transaction.from()));
    String refusal = null;
    if (transaction.nonce().compareTo(nonce) < 0) {
      refusal = "nonce too low: next nonce " + nonce + ", tx nonce " + transaction.nonce();
    } else if (transaction.gasLimit().compareTo(BLOCK_GAS) > 0) {
      refusal = "exceeds block gas limit";
    } else if (transaction.gasLimit().compareTo(intrinsic(transaction)) < 0) {
      refusal =
          "intrinsic gas too low: have "
              + transaction.gasLimit()
              + ", want "
              + intrinsic(transaction);
    } else if (balance.compareTo(transaction.cost()) < 0) {
      refusal = "insufficient funds for gas * price + value";
    }
    if (refusal != null) {
      throw new DevChainException(DevChainException.REFUSED, refusal);
    }
  }

  private static BigInteger intrinsic(Transaction transaction) {
    return IntrinsicGas.of(transaction.data(), transaction.to() == null);
  }

  private void mineWaiting() {
    int before;
    do {
      before = receipts.size();
      if (nextWaiting().isPresent()) {
        mine();
      }
    } while (receipts.size() > before);
  }

  private Optional<Transaction> nextWaiting() {
    return read(head(), state -> pool.next(baseFee, state::getNonce, BLOCK_GAS));
  }

  private void fill(StateDB state, List<Receipt> done) {
    Executor.Environment block = next();
    BigInteger gasLeft = BLOCK_GAS;
    Optional<Transaction> candidate = pool.next(baseFee, state::getNonce, gasLeft);
    while (candidate.isPresent()) {
      Transaction transaction = candidate.get();
      pool.remove(transaction);
      if (state.getBalance(transaction.from()).compareTo(transaction.cost()) >= 0) {
        Receipt receipt = executor.apply(state, transaction, block, done);
        done.add(receipt);
        gasLeft = gasLeft.subtract(receipt.gasUsed());
      }
      candidate = pool.next(baseFee, state::getNonce, gasLeft);
    }
  }

  private Executor.Environment next() {
    long time = clock.instant().plus(ahead).getEpochSecond();
    long number = blocks.size();
    return new Executor.Environment(
        number, blocks.isEmpty() ? time : Math.max(time, head().time()), baseFee);
  }

  private void append(Hash root, List<Receipt> done) {
    Executor.Environment environment = next();
    Hash parent = blocks.isEmpty() ? Hash.ZERO : head().hash();
    Block block =
        Headers.seal(environment.number(), parent, environment.time(), baseFee, root, done);
    blocks.add(block);
    for (Receipt receipt : done) {
      receipts.put(receipt.transaction().hash(), receipt);
      blockOf.put(receipt.transaction().hash(), block);
    }
  }

  synchronized Block head() {
    return blocks.getLast();
  }

  synchronized Optional<Block> block(long number) {
    return number < 0 || number >= blocks.size()
        ? Optional.empty()
        : Optional.of(blocks.get(Math.toIntExact(number)));
  }

  synchronized Optional<Block> block(Hash hash) {
    return blocks.stream().filter(block -> block.hash().equals(hash)).findAny();
  }

  synchronized Optional<Receipt> receipt(Hash transaction) {
    return Optional.ofNullable(receipts.get(transaction));
  }

  /** The block that holds a transaction of which there is a receipt. */
  synchronized Optional<Block> blockOf(Hash transaction) {
    return Optional.ofNullable(blockOf.get(transaction));
  }

  synchronized Optional<Transaction> waiting(Hash transaction) {
    return pool.find(transaction);
  }

  synchronized BigInteger pendingNonce(Address account) {
    return pool.pendingNonce(account, read(head(), state -> state.getNonce(account)));
  }

  synchronized BigInteger baseFee() {
    return baseFee;
  }

  /** Runs a call on the state after a block, as if it were in the next one. */
  synchronized Executor.Outcome call(Executor.Call call, Block after) {
    Executor.Environment block =
        after.number() == head().number()
            ? next()
            : new Executor.Environment(after.number(), after.time(), after.baseFee());
    return read(after, state -> executor.simulate(state, call, block));
  }

  /** Reads the state after a block. What the reader changes is forgotten. */
  synchronized <T> T read(Block after, Function<StateDB, T> reader) {
    try (State state = new State(new StateDB(database, after.stateRoot()))) {
      return reader.apply(state.database());
    }
  }

  private Hash change(java.util.function.Consumer<StateDB> change) {
    try (State state =
        new State(
            new StateDB(
                database, blocks.isEmpty() ? StateDB.EMPTY_ROOT_HASH : head().stateRoot()))) {
      change.accept(state.database());
      return state.database().commit();
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  /** A state database, which is closed without ceremony. */
  private record State(StateDB database) implements AutoCloseable {
    @Override
    public void close() {
      try {
        database.close();
      } catch (Exception failed) {
        throw new IllegalStateException("the EVM's library failed", failed);
      }
    }
  }
}
