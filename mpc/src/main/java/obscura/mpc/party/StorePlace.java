package obscura.mpc.party;

import java.nio.file.Path;

/**
 * Where and how a party keeps its records.
 *
 * @param directory created if missing; this party's alone
 * @param key 32 bytes, the same at every start
 * @param synced whether a record is on the disk before it is acknowledged (survives a loss of
 *     power), or with the operating system (survives the death of the process)
 */
public record StorePlace(Path directory, byte[] key, boolean synced) {
  /** Shows no key. */
  @Override
  public String toString() {
    return directory + (synced ? " (synced)" : " (written)");
  }
}
