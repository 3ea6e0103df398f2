package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.p2p.solanaj.core.PublicKey;

/**
 * The chain's clock, the very one that programs read: an account with slot, start of the epoch,
 * epoch, epoch of the next leaders' schedule and time, 8 bytes each. On one branch it never goes
 * back.
 */
public final class ClockSysvar {
  /** Where it is. */
  public static final PublicKey ADDRESS =
      new PublicKey("SysvarC1ock11111111111111111111111111111111");

  private static final int BYTES = 40;
  private static final int TIME_AT = 32;

  private ClockSysvar() {}

  /**
   * Seconds since 1970.
   *
   * @throws IOException if that is not the clock
   */
  public static long seconds(Optional<AccountView> account) throws IOException {
    byte[] data =
        account.orElseThrow(() -> new IOException("the node shows no clock")).data().array();
    if (data.length != BYTES) {
      throw new IOException("a clock has " + BYTES + " bytes, not " + data.length);
    }
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getLong(TIME_AT);
  }
}
