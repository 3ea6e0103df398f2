package obscura.settlement.swap.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.evm.VaultRefusedException;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.Claim;
import obscura.settlement.swap.core.Inclusion;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LockState;
import obscura.settlement.swap.port.LockChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.response.EthBlock;

/**
 * An EVM chain as swaps need it, by a node that is trusted to tell the truth. A lock's batch is the
 * call of {@link VaultCalls#settle}. One thread.
 */
public final class EvmLockChain implements LockChain {
  private static final Logger LOG = LoggerFactory.getLogger(EvmLockChain.class);

  private final Web3j node;
  private final EvmVault vault;
  private final VaultOutlet outlet;
  private final Terms terms;

  /**
   * How this chain is taken.
   *
   * @param times what it is relied on for
   * @param confirmations blocks, its own counted, with which a transaction is final
   * @param firstBlock before which no lock was made: the vault's own first block
   */
  public record Terms(ChainTimes times, long confirmations, long firstBlock) {
    /**
     * Checks the confirmations.
     *
     * @throws IllegalArgumentException if they are below 1
     */
    public Terms {
      if (confirmations < 1) {
        throw new IllegalArgumentException("at least 1 confirmation, not " + confirmations);
      }
    }
  }

  /** Works with one vault. */
  public EvmLockChain(Web3j node, EvmVault vault, VaultOutlet outlet, Terms terms) {
    this.node = node;
    this.vault = vault;
    this.outlet = outlet;
    this.terms = terms;
  }

  @Override
  public Vault vault() {
    return vault;
  }

  @Override
  public ChainTimes times() {
    return terms.times();
  }

  @Override
  public long now() {
    return asked(() -> seconds(head()));
  }

  @Override
  public void lock(LegLock lock) {
    handIn(lock.batch());
  }

  @Override
  public void claim(LegLock lock, Bytes preimage) {
    handIn(VaultCalls.claim(placed(lock), lock.terms(), preimage));
  }

  @Override
  public void refund(LegLock lock) {
    handIn(VaultCalls.refund(placed(lock), lock.terms()));
  }

  @Override
  public LockState lockState(LegLock lock, long lockBy) {
    return asked(() -> {
      long head = head();
      Bytes leaf = lock.leaf(vault);
      long batch = lock.place().batch();
      LockLogs logs = LockLogs.read(node, vault, terms.firstBlock(), batch, leaf);
      if (logs.settled().isEmpty()) {
        return new LockState.Absent(isPast(lockBy, head));
      }
      VaultLog settled = logs.settled().get();
      if (!made(lock, leaf, settled)) {
        return new LockState.Absent(isFinal(settled, head));
      }
      return logs.ended()
          .map(ended -> ended(settled, ended, head))
          .orElseGet(() -> new LockState.Locked(at(settled), isFinal(settled, head)));
    });
  }

  private LockState ended(VaultLog settled, VaultLog ended, long head) {
    boolean isFinal = isFinal(ended, head);
    return ended.event() instanceof VaultEvent.Claimed claimed
        ? new LockState.Claimed(
            at(settled), new Claim(at(ended), claimed.place().batch(), claimed.preimage()), isFinal)
        : new LockState.Refunded(isFinal);
  }

  /** Another batch may have taken the number. */
  private boolean made(LegLock lock, Bytes leaf, VaultLog settled) {
    return settled.event() instanceof VaultEvent.Settled batch
        && NoteTree.holds(vault, batch.root(), lock.place().index(), leaf, lock.path());
  }

  private boolean isPast(long lockBy, long head) throws IOException {
    long lastFinal = head - terms.confirmations() + 1;
    return lastFinal >= 0 && seconds(lastFinal) > lockBy;
  }

  private boolean isFinal(VaultLog log, long head) {
    return head - log.blockNumber() + 1 >= terms.confirmations();
  }

  private static Inclusion at(VaultLog log) {
    return new Inclusion(log.blockNumber(), log.blockHash(), log.transaction());
  }

  private static PlacedNote placed(LegLock lock) {
    return new PlacedNote(lock.note(), lock.place(), lock.path());
  }

  private long head() throws IOException {
    return node.ethBlockNumber().send().getBlockNumber().longValueExact();
  }

  private long seconds(long block) throws IOException {
    Optional<EthBlock.Block> found =
        Optional.ofNullable(
            node.ethGetBlockByNumber(
                    DefaultBlockParameter.valueOf(BigInteger.valueOf(block)), false)
                .send()
                .getBlock());
    return found
        .orElseThrow(() -> new IOException("the chain changed while it was read"))
        .getTimestamp()
        .longValueExact();
  }

  private void handIn(Bytes call) {
    try {
      outlet.handIn(call);
    } catch (VaultRefusedException refused) {
      LOG.info("the vault refuses: {}", refused.getMessage());
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

  /** Something asked of a node. */
  private interface Question<T> {
    T ask() throws IOException;
  }
}
