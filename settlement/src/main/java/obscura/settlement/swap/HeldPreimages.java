package obscura.settlement.swap;

import java.nio.ByteBuffer;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.port.Preimages;
import org.bouncycastle.util.Arrays;

/**
 * One holder of all preimages: for a venue in one process. Who has its key can claim every leg, so
 * where parties are apart they keep preimages in shares instead. A preimage follows from the key
 * and the trade (HKDF-SHA256), so nothing has to be written down. Any thread.
 */
public final class HeldPreimages implements Preimages {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final int PREIMAGE_BYTES = 32;

  private final byte[] key;

  /**
   * Copies the key, which must be used for nothing else.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public HeldPreimages(byte[] key) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("a key has 32 bytes, not " + key.length);
    }
    this.key = key.clone();
  }

  @Override
  public Bytes hash(TradeId swap) {
    return Bytes.of(Hash.sha256(preimage(swap).array()));
  }

  @Override
  public Bytes open(Swap swap) {
    return preimage(swap.id());
  }

  private Bytes preimage(TradeId swap) {
    byte[] trade = ByteBuffer.allocate(Long.BYTES).putLong(swap.value()).array();
    return Bytes.of(
        Hash.hkdfSha256(
            Arrays.concatenate(key, trade), "OBSCURA-SWAP-v1", "preimage", PREIMAGE_BYTES));
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "HeldPreimages";
  }
}
