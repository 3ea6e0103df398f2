package obscura.devchain;

import java.math.BigInteger;

/**
 * What a transaction costs before its first step, by the rules of Shanghai (EIP-2028, EIP-3860).
 */
final class IntrinsicGas {
  private static final long TRANSACTION = 21_000;
  private static final long CREATION = 32_000;
  private static final long ZERO_BYTE = 4;
  private static final long OTHER_BYTE = 16;
  private static final long INIT_CODE_WORD = 2;

  static BigInteger of(byte[] data, boolean creation) {
    long gas = TRANSACTION;
    for (byte each : data) {
      gas += each == 0 ? ZERO_BYTE : OTHER_BYTE;
    }
    if (creation) {
      gas += CREATION + INIT_CODE_WORD * ((data.length + 31) / 32);
    }
    return BigInteger.valueOf(gas);
  }

  private IntrinsicGas() {}
}
