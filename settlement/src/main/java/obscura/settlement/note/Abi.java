package obscura.settlement.note;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** Words of Solidity's ABI, and the typed data of EIP-712. */
final class Abi {
  private static final int WORD = 32;

  private Abi() {}

  static byte[] word(BigInteger value) {
    return BigIntegers.asUnsignedByteArray(WORD, value);
  }

  /** An unsigned number. */
  static byte[] word(long value) {
    return word(new BigInteger(Long.toUnsignedString(value)));
  }

  /** An address, or a word as it is. */
  static byte[] word(Bytes value) {
    byte[] word = new byte[WORD];
    System.arraycopy(value.array(), 0, word, WORD - value.length(), value.length());
    return word;
  }

  /** Bytes of any length, behind their length and padded. */
  static byte[] dynamic(Bytes value) {
    int padding = Math.floorMod(-value.length(), WORD);
    return Arrays.concatenate(word(value.length()), value.array(), new byte[padding]);
  }

  /** hashStruct of EIP-712. */
  static byte[] struct(String type, byte[]... words) {
    return Hash.keccak256(Hash.keccak256(Hash.utf8(type)), Arrays.concatenate(words));
  }
}
