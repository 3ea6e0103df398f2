package obscura.settlement.note;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import obscura.settlement.crypto.Bytes;
import org.bouncycastle.util.BigIntegers;

/**
 * The three share keys of an owner: with them every opening follows from what the chain shows. All
 * operations take the same time for all amounts, up to sums of {@link BigInteger}.
 */
public final class NoteKeys {
  /** Shares of the venue's sharing. */
  public static final int SHARES = 3;

  private final List<ShareKey> shares;

  /**
   * Takes K_0, K_1, K_2.
   *
   * @throws IllegalArgumentException if there are not three
   */
  public NoteKeys(List<ShareKey> shares) {
    if (shares.size() != SHARES) {
      throw new IllegalArgumentException("there are three share keys, not " + shares.size());
    }
    this.shares = List.copyOf(shares);
  }

  /** r of a note, modulo the order of the vault's group. */
  public BigInteger blinding(NoteSeed seed, Vault vault) {
    BigInteger order = vault.group().order();
    return shares.stream()
        .map(share -> share.blindingPart(seed, order))
        .reduce(BigInteger.ZERO, BigInteger::add)
        .mod(order);
  }

  /**
   * The amount under its pad, 12 bytes.
   *
   * @throws IllegalArgumentException if it is negative or needs more than 12 bytes
   */
  public Bytes pad(NoteSeed seed, BigInteger amount) {
    return xor(unsigned(amount, NoteMemo.AMOUNT_BYTES), share -> share.padPart(seed));
  }

  /** The amount that a padded one stands for; any, if the note is not the owner's. */
  public BigInteger unpad(NoteSeed seed, Bytes padded) {
    return new BigInteger(1, xor(padded, share -> share.padPart(seed)).array());
  }

  /** Amount and blinding of a refund memo under their pad, 44 bytes. */
  Bytes padRefund(NoteSeed seed, Opening opening) {
    Bytes plain =
        Bytes.of(
            unsigned(opening.amount(), NoteMemo.AMOUNT_BYTES).array(),
            unsigned(opening.blinding(), Vault.HASH_BYTES).array());
    return xor(plain, share -> share.refundPadPart(seed));
  }

  Opening unpadRefund(NoteSeed seed, Bytes padded) {
    byte[] plain = xor(padded, share -> share.refundPadPart(seed)).array();
    int cut = NoteMemo.AMOUNT_BYTES;
    return new Opening(
        new BigInteger(1, plain, 0, cut), new BigInteger(1, plain, cut, plain.length - cut));
  }

  private Bytes xor(Bytes value, Function<ShareKey, Bytes> part) {
    byte[] result = value.array();
    for (ShareKey share : shares) {
      byte[] pad = part.apply(share).array();
      for (int i = 0; i < result.length; i++) {
        result[i] ^= pad[i];
      }
    }
    return Bytes.of(result);
  }

  private static Bytes unsigned(BigInteger value, int bytes) {
    if (value.signum() < 0 || value.bitLength() > bytes * Byte.SIZE) {
      throw new IllegalArgumentException("negative, or more than " + bytes + " bytes");
    }
    return Bytes.of(BigIntegers.asUnsignedByteArray(bytes, value));
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "NoteKeys";
  }
}
