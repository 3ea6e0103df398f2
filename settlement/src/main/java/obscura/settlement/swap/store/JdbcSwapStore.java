package obscura.settlement.swap.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapProof;
import obscura.settlement.swap.port.SwapStore;

/**
 * Swaps in a database. What stands in it is public on the chains, or will be; preimages come into
 * it with the proof only. Any thread may read; one service writes.
 */
public final class JdbcSwapStore implements SwapStore {
  private final SwapDatabase database;
  private final Function<String, Vault> vaults;

  /** Works with a database and the vaults of the chains, by name. */
  public JdbcSwapStore(SwapDatabase database, Function<String, Vault> vaults) {
    this.database = database;
    this.vaults = vaults;
  }

  @Override
  public boolean accept(Swap swap) {
    return database.transaction(connection -> {
      SwapRows rows = new SwapRows(connection, vaults);
      if (rows.find(swap.id()).isPresent()) {
        return false;
      }
      rows.insert(swap);
      return true;
    });
  }

  @Override
  public Optional<Swap> find(TradeId id) {
    return database.transaction(connection -> new SwapRows(connection, vaults).find(id));
  }

  @Override
  public List<Swap> open() {
    return database.transaction(connection -> new SwapRows(connection, vaults).open());
  }

  @Override
  public void save(Swap swap) {
    database.transaction(connection -> {
      new SwapRows(connection, vaults).update(swap);
      return true;
    });
  }

  @Override
  public void save(Swap swap, SwapProof proof) {
    database.transaction(connection -> {
      SwapRows rows = new SwapRows(connection, vaults);
      rows.update(swap);
      rows.proof(swap.id(), SwapBytes.of(proof));
      return true;
    });
  }

  @Override
  public Optional<SwapProof> proof(TradeId id) {
    Optional<Bytes> bytes =
        database.transaction(connection -> new SwapRows(connection, vaults).proof(id));
    return bytes.map(found -> SwapBytes.proof(found, vaults));
  }
}
