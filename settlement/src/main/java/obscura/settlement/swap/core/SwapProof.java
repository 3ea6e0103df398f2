package obscura.settlement.swap.core;

import java.util.Map;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;

/**
 * Proof that both legs of a swap went to their owners by one preimage. Anybody can check it without
 * asking anybody, against what stands in the blocks of both chains.
 *
 * @param preimage 32 bytes
 */
public record SwapProof(Bytes preimage, ProvenLeg first, ProvenLeg second) {
  private static final int PREIMAGE_BYTES = 32;

  /**
   * The proof of a swap whose legs are both claimed.
   *
   * @throws IllegalArgumentException if a leg is not
   */
  public static SwapProof of(Swap swap, Sighting seen) {
    return new SwapProof(
        seen.preimage().orElseThrow(() -> new IllegalArgumentException("no leg was claimed")),
        leg(swap, seen, Side.FIRST),
        leg(swap, seen, Side.SECOND));
  }

  private static ProvenLeg leg(Swap swap, Sighting seen, Side side) {
    if (seen.of(side).state() instanceof LockState.Claimed claimed) {
      return ProvenLeg.of(swap.chains().of(side), swap.lock(side).orElseThrow(), claimed);
    }
    throw new IllegalArgumentException("the " + side + " leg was not claimed");
  }

  /**
   * Does it hold? Both locks have the preimage's hash, the second was due before the first, each
   * stands in its batch, and each was claimed with the preimage.
   *
   * @param facts of the chains that the verifier knows, by name
   */
  public boolean holds(Map<String, ? extends ChainFacts> facts) {
    ChainFacts firstFacts = facts.get(first.chain());
    ChainFacts secondFacts = facts.get(second.chain());
    if (firstFacts == null || secondFacts == null || first.chain().equals(second.chain())) {
      return false;
    }
    Bytes hash = Bytes.of(Hash.sha256(preimage.array()));
    return preimage.length() == PREIMAGE_BYTES
        && first.terms().hash().equals(hash)
        && second.terms().hash().equals(hash)
        && second.terms().deadlineSeconds() < first.terms().deadlineSeconds()
        && first.holds(firstFacts, preimage)
        && second.holds(secondFacts, preimage);
  }
}
