package obscura.settlement.sip;

import java.math.BigInteger;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Pedersen;
import obscura.settlement.crypto.Point;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/**
 * SIP's Pedersen commitments with their four generators. They serve proofs and disclosure off the
 * chain; the notes have generators of their own ({@code obscura.settlement.note}).
 */
public enum SipCommitment {
  /** secp256k1, of no chain. */
  GENERIC("SIP-PEDERSEN-GENERATOR-H-v1"),
  /** secp256k1, Ethereum. */
  ETHEREUM("SIP-ETHEREUM-PEDERSEN-GENERATOR-H-v1"),
  /** ed25519, Solana. */
  SOLANA("SIP-SOLANA-PEDERSEN-GENERATOR-H-v1"),
  /** ed25519, NEAR: the only one whose blindings are little-endian. */
  NEAR("SIP-NEAR-PEDERSEN-GENERATOR-H-v1");

  /** Bytes of a blinding. */
  public static final int BLINDING_BYTES = 32;

  private final String domain;

  SipCommitment(String domain) {
    this.domain = domain;
  }

  /** G is the group's generator, H the first point among SHA-256(domain:counter). */
  public Pedersen generators() {
    return switch (this) {
      case GENERIC -> Found.GENERIC;
      case ETHEREUM -> Found.ETHEREUM;
      case SOLANA -> Found.SOLANA;
      case NEAR -> Found.NEAR;
    };
  }

  /**
   * Commits. Constant time: as {@link Point#times}.
   *
   * @param value at least 0, below the group's order
   * @param blinding 32 random bytes
   * @throws IllegalArgumentException if the value is out of range, the blinding of another length
   *     or a multiple of the order
   */
  public Point commit(BigInteger value, byte[] blinding) {
    BigInteger scalar = blinding(blinding);
    if (scalar.signum() == 0) {
      throw new IllegalArgumentException("the blinding is 0 modulo the order: draw another");
    }
    return generators().commit(value, scalar);
  }

  /** Does the commitment open? */
  public boolean opens(Point commitment, BigInteger value, byte[] blinding) {
    return generators().opens(commitment, value, blinding(blinding));
  }

  /** The encoding of the sum of two blindings, for the sum of two commitments. */
  public byte[] addBlindings(byte[] first, byte[] second) {
    return encode(blinding(first).add(blinding(second)));
  }

  /** The encoding of a blinding reduced modulo the order. */
  public byte[] reduce(byte[] blinding) {
    return encode(blinding(blinding));
  }

  private Group group() {
    return switch (this) {
      case GENERIC, ETHEREUM -> Groups.SECP256K1;
      case SOLANA, NEAR -> Groups.ED25519;
    };
  }

  private BigInteger blinding(byte[] bytes) {
    if (bytes.length != BLINDING_BYTES) {
      throw new IllegalArgumentException("a blinding has 32 bytes, not " + bytes.length);
    }
    return new BigInteger(1, ordered(bytes)).mod(group().order());
  }

  private byte[] encode(BigInteger scalar) {
    return ordered(BigIntegers.asUnsignedByteArray(BLINDING_BYTES, scalar.mod(group().order())));
  }

  private byte[] ordered(byte[] bytes) {
    return this == NEAR ? Arrays.reverse(bytes) : bytes;
  }

  /** Found once: the search takes some dozen hashes and square roots. */
  private static final class Found {
    static final Pedersen GENERIC = find(SipCommitment.GENERIC);
    static final Pedersen ETHEREUM = find(SipCommitment.ETHEREUM);
    static final Pedersen SOLANA = find(SipCommitment.SOLANA);
    static final Pedersen NEAR = find(SipCommitment.NEAR);

    private static Pedersen find(SipCommitment of) {
      Point h = Pedersen.generator(of.group(), counter -> Hash.utf8(of.domain + ":" + counter));
      return new Pedersen(of.group().generator(), h);
    }
  }
}
