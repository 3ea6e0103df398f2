package obscura.settlement.solana;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Locale;
import obscura.settlement.crypto.Hash;

/**
 * What the program can be asked; each is named by the first 8 bytes of SHA-256("global:" ‖ name),
 * as Anchor does.
 */
public enum Operation {
  INITIALIZE,
  LIST_MINT,
  DEPOSIT,
  SET_PAUSED,
  PROPOSE_SIGNERS,
  OPEN_PAGE,
  OPEN_BATCH,
  ADD_TRADES,
  ADD_INPUTS,
  ADD_OUTPUTS,
  SETTLE,
  CANCEL,
  RELEASE,
  CLOSE_DRAFT,
  REQUEST_WITHDRAWAL,
  REVOKE,
  FINISH_WITHDRAWAL,
  COLLECT_FEE,
  CLAIM,
  REFUND;

  /** Bytes of a discriminator. */
  public static final int DISCRIMINATOR_BYTES = 8;

  /** The name in the IDL. */
  public String programName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The first 8 bytes of an instruction's data. */
  public byte[] discriminator() {
    return discriminator("global:" + programName());
  }

  /** Whether an instruction's data is one of these. */
  public boolean isIn(byte[] data) {
    return data.length >= DISCRIMINATOR_BYTES
        && Arrays.equals(Arrays.copyOf(data, DISCRIMINATOR_BYTES), discriminator());
  }

  /** The number of the batch, in an instruction whose first argument it is. */
  public static long number(byte[] data) {
    return Borsh.reader(data).getLong(DISCRIMINATOR_BYTES);
  }

  static byte[] discriminator(String name) {
    return Arrays.copyOf(Hash.sha256(name.getBytes(US_ASCII)), DISCRIMINATOR_BYTES);
  }
}
