package obscura.settlement.service.evm;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.mirror.VaultMovement;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.mirror.WitnessException;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;

/**
 * A vault as most of several endpoints show it, from the block of its deployment on, in slices that
 * nodes answer for. What is final is read once and remembered, as long as the last block of it is
 * of the chain; else it is read again. Says of no note whose it is. Any thread.
 */
public final class ComparedWitness implements VaultWitness {
  /** Nodes answer for so many blocks at once, most of them for more. */
  static final long BLOCKS_AT_ONCE = 2_000;

  private final Chain chain;
  private final VaultWitness any;
  private final Majority<VaultWitness> endpoints;
  private final long firstBlock;
  private final List<VaultMovement> known = new ArrayList<>();
  private Optional<BlockRef> knownUpTo = Optional.empty();

  /**
   * Asks nothing yet.
   *
   * @param chain for the newest block and for hashes
   * @param endpoints the same vault by each of them
   * @param answersMin fewer answers are none
   * @param firstBlock the one in which the vault was deployed, or an earlier one
   * @throws IllegalArgumentException if there are fewer endpoints than answers needed
   */
  public ComparedWitness(
      Chain chain,
      List<? extends VaultWitness> endpoints,
      int answersMin,
      long firstBlock,
      AlertSink alerts) {
    this.chain = chain;
    this.any = endpoints.getFirst();
    this.endpoints = new Majority<>(endpoints, answersMin, alerts);
    this.firstBlock = firstBlock;
  }

  @Override
  public String vault() {
    return any.vault();
  }

  @Override
  public Set<String> symbols() {
    return any.symbols();
  }

  @Override
  public long confirmations() {
    return any.confirmations();
  }

  @Override
  public long head() {
    return asked(() -> chain.head().number());
  }

  @Override
  public synchronized List<VaultMovement> movements(long fromBlock, long toBlock) {
    return asked(() -> {
      learn(Math.min(toBlock, chain.head().number() - confirmations() + 1));
      List<VaultMovement> found = new ArrayList<>();
      known.stream()
          .filter(each -> isWithin(each.place().block(), fromBlock, toBlock))
          .forEach(found::add);
      for (long next = Math.max(fromBlock, next()); next <= toBlock; next += BLOCKS_AT_ONCE) {
        found.addAll(read(next, Math.min(toBlock, next + BLOCKS_AT_ONCE - 1)));
      }
      return List.copyOf(found);
    });
  }

  private static boolean isWithin(long block, long from, long to) {
    return block >= from && block <= to;
  }

  /** Remembers all up to a block that is final. */
  private void learn(long last) {
    if (knownUpTo.filter(mark -> !stands(mark)).isPresent()) {
      known.clear();
      knownUpTo = Optional.empty();
    }
    while (next() <= last) {
      long end = Math.min(last, next() + BLOCKS_AT_ONCE - 1);
      BlockRef mark = block(end);
      known.addAll(read(next(), end));
      knownUpTo = Optional.of(mark);
    }
  }

  private long next() {
    return knownUpTo.map(mark -> mark.number() + 1).orElse(firstBlock);
  }

  private boolean stands(BlockRef mark) {
    return chain.block(mark.number()).filter(now -> now.reference().equals(mark)).isPresent();
  }

  private BlockRef block(long number) {
    return chain
        .block(number)
        .map(Chain.Block::reference)
        .orElseThrow(() -> new UnavailableException("block " + number + " is not to be had"));
  }

  private List<VaultMovement> read(long from, long to) {
    return ask(
        "what moved in blocks %d to %d".formatted(from, to), each -> each.movements(from, to));
  }

  @Override
  public BigDecimal held(String symbol, long block) {
    return asked(() ->
        ask(
            "what the vault has of %s after block %d".formatted(symbol, block),
            each -> each.held(symbol, block)));
  }

  @Override
  public boolean namesOwners() {
    return false;
  }

  @Override
  public Optional<FirmId> ownerOf(Bytes note) {
    return Optional.empty();
  }

  private <T> T ask(String what, Function<VaultWitness, T> question) {
    return endpoints.ask(
        what,
        endpoint -> {
          try {
            return question.apply(endpoint);
          } catch (RuntimeException silent) {
            throw new UnavailableException(silent.getClass().getSimpleName(), silent);
          }
        });
  }

  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (UnavailableException away) {
      throw new WitnessException(String.valueOf(away.getMessage()), away);
    }
  }
}
