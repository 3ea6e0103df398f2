package obscura.settlement.evm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;

/**
 * Reads what {@link AbiValue} writes, one member after another. Strict: a number that is too large
 * for its type, an offset or a length beyond the data are refused. Not thread-safe.
 */
final class AbiReader {
  private static final int WORD = AbiValue.WORD;
  private static final int LENGTH_BITS = 31;

  private final byte[] data;
  private final int base;
  private int next;

  private AbiReader(byte[] data, int base) {
    this.data = data;
    this.base = base;
    this.next = base;
  }

  /** Reads a list of arguments. */
  static AbiReader of(Bytes data) {
    return new AbiReader(data.array(), 0);
  }

  Bytes word() {
    if (next > data.length - WORD) {
      throw new MalformedDataException("it ends within a word");
    }
    Bytes word = Bytes.of(Arrays.copyOfRange(data, next, next + WORD));
    next += WORD;
    return word;
  }

  /** A number below 2^bits. */
  BigInteger number(int bits) {
    BigInteger number = new BigInteger(1, word().array());
    if (number.bitLength() > bits) {
      throw new MalformedDataException("a number has more than " + bits + " bits");
    }
    return number;
  }

  long uint64() {
    return number(Long.SIZE).longValue();
  }

  int small() {
    return number(LENGTH_BITS).intValueExact();
  }

  Bytes address() {
    byte[] word = word().array();
    for (int i = 0; i < WORD - EthereumAddress.BYTES; i++) {
      if (word[i] != 0) {
        throw new MalformedDataException("an address has more than 20 bytes");
      }
    }
    return Bytes.of(Arrays.copyOfRange(word, WORD - EthereumAddress.BYTES, WORD));
  }

  /** The members of a dynamic struct. */
  AbiReader tuple() {
    return new AbiReader(data, place());
  }

  Bytes blob() {
    AbiReader there = new AbiReader(data, place());
    int length = there.small();
    if (length > data.length - there.next) {
      throw new MalformedDataException("it ends within bytes");
    }
    return Bytes.of(Arrays.copyOfRange(data, there.next, there.next + length));
  }

  /** An array of any length; each element takes at least one word. */
  <T> List<T> sequence(Function<AbiReader, T> element) {
    AbiReader length = new AbiReader(data, place());
    int count = length.small();
    AbiReader elements = new AbiReader(data, length.next);
    if (count > (data.length - elements.next) / WORD) {
      throw new MalformedDataException("it ends within an array");
    }
    List<T> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      read.add(element.apply(elements));
    }
    return read;
  }

  private int place() {
    int offset = small();
    if (offset > data.length - base) {
      throw new MalformedDataException("an offset leads out of it");
    }
    return base + offset;
  }
}
