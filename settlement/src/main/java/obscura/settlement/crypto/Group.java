package obscura.settlement.crypto;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A group of prime order in which the discrete logarithm is hard. */
public interface Group {
  /** The prime number of elements; scalars count modulo it. */
  BigInteger order();

  /** The base point of the group's standard. */
  Point generator();

  /** The neutral element; {@link #decode} never gives it. */
  Point identity();

  /**
   * Reads the one canonical encoding of an element.
   *
   * @throws IllegalArgumentException if it is of another length, not canonical, no element of this
   *     group (also when it lies outside the subgroup of prime order), or the neutral element
   */
  Point decode(byte[] encoded);

  /**
   * The element that a hash stands for, if it stands for one: nobody knows its logarithm. secp256k1
   * and alt_bn128 take the hash for the x of a point with even y (alt_bn128 modulo the prime),
   * ed25519 for an encoding which it multiplies by 8, ristretto255 for a canonical encoding.
   *
   * @param hash 32 bytes
   */
  @Nullable Point lift(byte[] hash);
}
