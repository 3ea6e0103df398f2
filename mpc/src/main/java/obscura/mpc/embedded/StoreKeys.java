package obscura.mpc.embedded;

import obscura.mpc.seal.SealingKey;

/** Where the parties' store keys come from. */
@FunctionalInterface
public interface StoreKeys {
  /**
   * The key of one party's store: 32 bytes, the same at every start.
   *
   * @param party 0, 1 or 2
   */
  byte[] of(int party);

  /** The key that opens what owners seal to a party: it comes from the one of its store. */
  default SealingKey sealing(int party) {
    return SealingKey.of(of(party));
  }

  /** Whether the stores wait for the disk before they acknowledge. */
  default boolean areForSyncedStores() {
    return false;
  }

  /** The same keys, for stores that survive a loss of power: every message waits for the disk. */
  static StoreKeys forSyncedStores(StoreKeys keys) {
    return new StoreKeys() {
      @Override
      public byte[] of(int party) {
        return keys.of(party);
      }

      @Override
      public boolean areForSyncedStores() {
        return true;
      }
    };
  }
}
