package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;

/**
 * What one vault on a chain shows. Every method that asks the chain blocks, and throws {@link
 * WitnessException} if it does not answer. Any thread.
 */
public interface VaultWitness {
  /** The vault's name in the ledger, 1 to 40 of {@code a-z 0-9 .}; no other vault has it. */
  String vault();

  /** Symbols of the tokens that are followed. */
  Set<String> symbols();

  /** Blocks that make a movement final, its own included; above 0. */
  long confirmations();

  /** Number of the newest block. */
  long head();

  /** What moved in some blocks, both included, in the order of the chain. */
  List<VaultMovement> movements(long fromBlock, long toBlock);

  /** What the vault has of a token after a block, by the token's own account. */
  BigDecimal held(String symbol, long block);

  /**
   * Whether it can say whose a note is. Where amounts of trades are open to nobody here, it cannot:
   * then the ledger has sums of the vault alone.
   */
  boolean namesOwners();

  /** Whose note it is, if the venue was told. Asks no chain. */
  Optional<FirmId> ownerOf(Bytes note);
}
