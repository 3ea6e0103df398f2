package obscura.mpc.embedded;

/** Where the parties' store keys come from. */
@FunctionalInterface
public interface StoreKeys {
  /**
   * The key of one party's store: 32 bytes, the same at every start.
   *
   * @param party 0, 1 or 2
   */
  byte[] of(int party);
}
