package obscura.engine.port;

import java.util.Map;
import java.util.function.Consumer;

/** The drop copy, for those who may read it. Values in it stay encrypted. Any thread may call. */
public interface ComplianceRecords {
  /**
   * Prepares a reading; touches nothing yet.
   *
   * @param query what is wanted, by name: kind, participant, firm, exec, order, client, request,
   *     trade; from and before in nanoseconds since 1970; empty for everything
   * @throws IllegalArgumentException with one line, for a name or a value that is none
   */
  Reading prepare(Map<String, String> query);

  /** A reading that is about to begin. */
  interface Reading {
    /**
     * Gives each line, a JSON object, as it is read: records in the order of the chain, and last
     * its end. Blocks; throws what {@code line} throws.
     *
     * @throws RuntimeException if the store fails; the end is missing then
     */
    void forEachLine(Consumer<String> line);
  }
}
