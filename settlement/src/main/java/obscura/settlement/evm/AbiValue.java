package obscura.settlement.evm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import org.bouncycastle.util.BigIntegers;

/** A value of Solidity's contract ABI, and its encoding. */
sealed interface AbiValue {
  int WORD = 32;

  /** One word: a number, an address, a hash. */
  record Word(Bytes value) implements AbiValue {}

  /** {@code bytes} and {@code string}. */
  record Blob(Bytes value) implements AbiValue {}

  /** A struct, a list of arguments, or an array of fixed length. */
  record Tuple(List<AbiValue> members) implements AbiValue {}

  /** An array of any length. */
  record Sequence(List<? extends AbiValue> elements) implements AbiValue {}

  /** A number of 256 bits. */
  static Word number(BigInteger value) {
    return new Word(Bytes.of(BigIntegers.asUnsignedByteArray(WORD, value)));
  }

  /** An unsigned number. */
  static Word number(long value) {
    return number(new BigInteger(Long.toUnsignedString(value)));
  }

  /** 20 bytes of an address on the right, or a word as it is. */
  static Word right(Bytes value) {
    return new Word(Bytes.of(new byte[WORD - value.length()], value.array()));
  }

  static Tuple tuple(AbiValue... members) {
    return new Tuple(Arrays.asList(members));
  }

  /** Has it a place of its own behind the heads? */
  default boolean isDynamic() {
    return switch (this) {
      case Word _ -> false;
      case Blob _, Sequence _ -> true;
      case Tuple tuple -> tuple.members().stream().anyMatch(AbiValue::isDynamic);
    };
  }

  /** The encoding; of a list of arguments, what follows the selector. */
  default Bytes encode() {
    return switch (this) {
      case Word word -> word.value();
      case Blob blob ->
          Bytes.of(
              number(blob.value().length()).encode().array(),
              blob.value().array(),
              new byte[Math.floorMod(-blob.value().length(), WORD)]);
      case Tuple tuple -> joined(tuple.members());
      case Sequence sequence ->
          Bytes.of(
              number(sequence.elements().size()).encode().array(),
              joined(sequence.elements()).array());
    };
  }

  private static Bytes joined(List<? extends AbiValue> members) {
    List<Bytes> encoded = members.stream().map(AbiValue::encode).toList();
    int tail = 0;
    for (int i = 0; i < members.size(); i++) {
      tail += members.get(i).isDynamic() ? WORD : encoded.get(i).length();
    }
    byte[][] parts = new byte[2 * members.size()][];
    for (int i = 0; i < members.size(); i++) {
      boolean dynamic = members.get(i).isDynamic();
      parts[i] = dynamic ? number(tail).encode().array() : encoded.get(i).array();
      parts[members.size() + i] = dynamic ? encoded.get(i).array() : new byte[0];
      tail += dynamic ? encoded.get(i).length() : 0;
    }
    return Bytes.of(parts);
  }
}
