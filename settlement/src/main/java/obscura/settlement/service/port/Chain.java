package obscura.settlement.service.port;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.Inclusion;

/**
 * One chain as the service reads it, with its contract and the account that sends. Every method may
 * throw {@link UnavailableException}. Any thread.
 */
public interface Chain {
  /** The newest block. */
  BlockRef head();

  /** A block of the canonical chain; empty if there is none of that number. */
  Optional<Block> block(long number);

  /** Transactions of the sending account up to a block: the nonce of the next one. */
  long nonce(long block);

  /** A transaction in a block; empty if it is in none. */
  Optional<Receipt> receipt(Bytes transaction);

  /** Whether the contract's state after a block knows a trade as settled. */
  boolean isSettled(TradeId trade, long block);

  /** Where a batch is, by the contract's own record. */
  Optional<Inclusion> batch(long number);

  /** What a call of the contract needs; empty if it would be reverted. */
  OptionalLong gas(Bytes call);

  /** What blocks cost. */
  FeeMarket fees();

  /**
   * A block and its transactions in order.
   *
   * @param reference the block
   * @param transactions all of them
   */
  record Block(BlockRef reference, List<BlockTransaction> transactions) {
    /** Copies. */
    public Block {
      transactions = List.copyOf(transactions);
    }
  }

  /**
   * A transaction in a block.
   *
   * @param to address called; empty for a creation
   */
  record BlockTransaction(Bytes hash, Optional<Bytes> to) {}

  /**
   * What became of a transaction.
   *
   * @param place its block
   * @param succeeded false if it was reverted
   */
  record Receipt(Inclusion place, boolean succeeded) {}
}
