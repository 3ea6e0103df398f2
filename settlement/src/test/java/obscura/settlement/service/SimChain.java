package obscura.settlement.service;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.TransactionSigner;
import obscura.settlement.service.port.UnavailableException;

/** A chain with a pool, blocks and reorganisations, and a contract that settles a trade once. */
final class SimChain implements Chain, TransactionOutlet, TransactionSigner {
  static final Bytes CONTRACT = Bytes.of(Hash.keccak256(Hash.utf8("contract")));
  static final long GENESIS_SECONDS = 1_800_000_000L;
  private static final long BLOCK_SECONDS = 12;
  private static final int HEAD_BYTES = 1 + 8 + 8 + 16;

  final Set<Long> poisoned = new HashSet<>();
  final Map<Bytes, Tx> everSeen = new HashMap<>();
  boolean down;
  boolean outletDown;
  BigInteger baseFee = BigInteger.valueOf(100);
  private final TreeMap<Long, Tx> pool = new TreeMap<>();
  private final List<Tx> strangers = new ArrayList<>();
  private final List<SimBlock> blocks = new ArrayList<>();
  private long hashes;

  SimChain() {
    blocks.add(new SimBlock(new BlockRef(0, hash(), GENESIS_SECONDS), List.of()));
  }

  record Tx(Bytes hash, long nonce, BigInteger fee, Bytes call, boolean ours) {}

  record Mined(Tx tx, boolean succeeded) {}

  record SimBlock(BlockRef reference, List<Mined> mined) {}

  // What the service reads.

  @Override
  public BlockRef head() {
    up();
    return blocks.getLast().reference();
  }

  @Override
  public Optional<Block> block(long number) {
    up();
    return number < 0 || number >= blocks.size()
        ? Optional.empty()
        : Optional.of(
            new Block(
                blocks.get((int) number).reference(),
                blocks.get((int) number).mined().stream()
                    .map(m ->
                        new BlockTransaction(
                            m.tx().hash(),
                            m.tx().call().length() == 0 ? Optional.empty() : Optional.of(CONTRACT)))
                    .toList()));
  }

  @Override
  public long nonce(long block) {
    up();
    return mined(block).filter(m -> m.tx().ours()).count();
  }

  @Override
  public Optional<Receipt> receipt(Bytes transaction) {
    up();
    for (SimBlock block : blocks) {
      for (Mined mined : block.mined()) {
        if (mined.tx().hash().equals(transaction)) {
          return Optional.of(new Receipt(place(block, mined), mined.succeeded()));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public boolean isSettled(TradeId trade, long block) {
    up();
    return mined(block).anyMatch(m -> settles(m) && trades(m.tx().call()).contains(trade.value()));
  }

  @Override
  public Optional<Inclusion> batch(long number) {
    up();
    for (SimBlock block : blocks) {
      for (Mined mined : block.mined()) {
        if (settles(mined) && number(mined.tx().call()) == number) {
          return Optional.of(place(block, mined));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public OptionalLong gas(Bytes call) {
    up();
    return accepts(call, head().timeSeconds()) ? OptionalLong.of(100_000) : OptionalLong.empty();
  }

  @Override
  public FeeMarket fees() {
    up();
    Map<FeeStrategy, BigInteger> tips = new HashMap<>();
    for (FeeStrategy strategy : FeeStrategy.values()) {
      tips.put(strategy, BigInteger.TWO);
    }
    return new FeeMarket(baseFee, tips);
  }

  // What the service sends.

  @Override
  public Signed sign(Draft draft) {
    Bytes raw =
        Bytes.of(
            ByteBuffer.allocate(HEAD_BYTES)
                .put((byte) draft.kind().name().length())
                .putLong(draft.nonce())
                .putLong(draft.gasLimit())
                .putLong(draft.fees().maxPerGas().longValueExact())
                .putLong(draft.fees().tipPerGas().longValueExact())
                .array(),
            draft.call().array());
    return new Signed(raw, Bytes.of(Hash.keccak256(raw.array())));
  }

  @Override
  public Answer send(Attempt attempt) {
    up();
    if (outletDown) {
      throw new UnavailableException("outlet");
    }
    ByteBuffer raw = ByteBuffer.wrap(attempt.raw().array());
    raw.position(1);
    long nonce = raw.getLong();
    raw.getLong();
    BigInteger fee = BigInteger.valueOf(raw.getLong());
    raw.getLong();
    byte[] call = new byte[raw.remaining()];
    raw.get(call);
    Tx tx = new Tx(attempt.hash(), nonce, fee, Bytes.of(call), true);
    everSeen.put(tx.hash(), tx);
    if (nonce < nonce(head().number())) {
      return Answer.NONCE_USED;
    }
    Tx before = pool.get(nonce);
    if (before != null
        && fee.multiply(BigInteger.TEN).compareTo(before.fee().multiply(BigInteger.valueOf(11)))
            < 0) {
      return before.equals(tx) ? Answer.TAKEN : Answer.UNDERPRICED;
    }
    pool.put(nonce, tx);
    return Answer.TAKEN;
  }

  // What the world does.

  void mine() {
    List<Mined> mined = new ArrayList<>();
    long time = blocks.getLast().reference().timeSeconds() + BLOCK_SECONDS;
    blocks.add(new SimBlock(new BlockRef(blocks.size(), hash(), time), mined));
    strangers.forEach(tx -> mined.add(new Mined(tx, accepts(tx.call(), time))));
    strangers.clear();
    long next = mined(blocks.size() - 1).filter(m -> m.tx().ours()).count();
    while (pool.containsKey(next) && pool.get(next).fee().compareTo(baseFee) >= 0) {
      Tx tx = pool.remove(next);
      mined.add(new Mined(tx, tx.call().length() == 0 || accepts(tx.call(), time)));
      next++;
    }
    pool.headMap(next).clear();
  }

  /**
   * The newest blocks are replaced by one more, all empty; what was in them waits again, or not.
   */
  void reorganise(int depth, boolean forget) {
    List<Tx> back = new ArrayList<>();
    for (int i = 0; i < depth && blocks.size() > 1; i++) {
      blocks.removeLast().mined().stream().map(Mined::tx).filter(Tx::ours).forEach(back::add);
    }
    for (int i = 0; i <= depth; i++) {
      long time = blocks.getLast().reference().timeSeconds() + BLOCK_SECONDS;
      blocks.add(new SimBlock(new BlockRef(blocks.size(), hash(), time), new ArrayList<>()));
    }
    if (!forget) {
      back.forEach(tx -> pool.putIfAbsent(tx.nonce(), tx));
    }
  }

  void dropPool() {
    pool.clear();
  }

  /** The account's next nonce is used for something else. */
  void useNonceElsewhere() {
    long nonce = mined(blocks.size() - 1).filter(m -> m.tx().ours()).count();
    pool.put(nonce, new Tx(hash(), nonce, BigInteger.TWO.pow(60), Bytes.zeros(0), true));
  }

  /** Somebody else hands in what is in the pool, or was. */
  void strangerHandsIn(Bytes call) {
    strangers.add(new Tx(hash(), 0, BigInteger.ZERO, call, false));
  }

  void passTime(long seconds) {
    SimBlock last = blocks.getLast();
    BlockRef r = new BlockRef(blocks.size(), hash(), last.reference().timeSeconds() + seconds);
    blocks.add(new SimBlock(r, new ArrayList<>()));
  }

  long timeSeconds() {
    return blocks.getLast().reference().timeSeconds();
  }

  Bytes transactionOf(long trade) {
    return blocks.stream()
        .flatMap(b -> b.mined().stream())
        .filter(m -> settles(m) && trades(m.tx().call()).contains(trade))
        .map(m -> m.tx().hash())
        .findFirst()
        .orElseThrow();
  }

  long timesSettled(long trade) {
    return mined(blocks.size() - 1)
        .filter(m -> settles(m) && trades(m.tx().call()).contains(trade))
        .count();
  }

  // The contract.

  static Bytes call(long number, long deadline, List<Long> trades) {
    ByteBuffer call =
        ByteBuffer.allocate(8 * (2 + trades.size())).putLong(number).putLong(deadline);
    trades.forEach(call::putLong);
    return Bytes.of(call.array());
  }

  private boolean accepts(Bytes call, long time) {
    List<Long> trades = trades(call);
    return time <= ByteBuffer.wrap(call.array()).getLong(8)
        && trades.stream().noneMatch(poisoned::contains)
        && mined(blocks.size() - 1)
            .noneMatch(m ->
                settles(m)
                    && (number(m.tx().call()) == number(call)
                        || trades(m.tx().call()).stream().anyMatch(trades::contains)));
  }

  private static boolean settles(Mined mined) {
    return mined.succeeded() && mined.tx().call().length() > 0;
  }

  private static long number(Bytes call) {
    return ByteBuffer.wrap(call.array()).getLong(0);
  }

  private static List<Long> trades(Bytes call) {
    ByteBuffer bytes = ByteBuffer.wrap(call.array()).position(16);
    List<Long> trades = new ArrayList<>();
    while (bytes.hasRemaining()) {
      trades.add(bytes.getLong());
    }
    return trades;
  }

  private java.util.stream.Stream<Mined> mined(long upTo) {
    return blocks.stream().limit(upTo + 1).flatMap(block -> List.copyOf(block.mined()).stream());
  }

  private static Inclusion place(SimBlock block, Mined mined) {
    return new Inclusion(block.reference().number(), block.reference().hash(), mined.tx().hash());
  }

  private Bytes hash() {
    return Bytes.of(Hash.keccak256(Hash.utf8("hash " + hashes++)));
  }

  private void up() {
    if (down) {
      throw new UnavailableException("down");
    }
  }
}
