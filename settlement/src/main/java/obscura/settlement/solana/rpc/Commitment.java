package obscura.settlement.solana.rpc;

import java.util.Locale;

/** How sure a node is of what it tells. */
public enum Commitment {
  /** In the newest block of the node's own branch. */
  PROCESSED,
  /** Two thirds of the stake voted for the block: it has not happened that such a block went. */
  CONFIRMED,
  /** Some 32 blocks stand on it: it stays. */
  FINALIZED;

  /** As requests name it. */
  String rpcName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
