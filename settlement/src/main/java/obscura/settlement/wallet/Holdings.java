package obscura.settlement.wallet;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.settlement.crypto.Bytes;

/**
 * What a wallet holds.
 *
 * @param unspent notes that it can spend now
 * @param spent notes that it could spend once
 * @param locked notes that wait for a preimage or a deadline
 * @param nextPath the first trade path after the last one that the chain shows as used
 */
public record Holdings(
    List<OwnedNote> unspent, List<OwnedNote> spent, List<LockedNote> locked, long nextPath) {
  /** Copies. */
  public Holdings {
    unspent = List.copyOf(unspent);
    spent = List.copyOf(spent);
    locked = List.copyOf(locked);
  }

  /** Sum of the unspent notes by token, in the token's smallest unit. Secret. */
  public Map<Bytes, BigInteger> balances() {
    Map<Bytes, BigInteger> balances = new LinkedHashMap<>();
    for (OwnedNote note : unspent) {
      balances.merge(note.note().token(), note.opening().amount(), BigInteger::add);
    }
    return balances;
  }
}
