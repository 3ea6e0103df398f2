package obscura.settlement.note;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;

/**
 * Proof that the excess {@code E = ΣC_in − ΣC_out} of a batch is a multiple of H, so that in every
 * token as much goes in as comes out: a Schnorr signature (C.-P. Schnorr, 1991) under the key E
 * with base H over the batch's digest. Tokens have generators of which nobody knows a relation, so
 * one proof serves all of them. It says nothing of single amounts: an amount beyond the range is
 * what the two signing parties answer for.
 *
 * @param commitment R
 * @param answer s, below the group's order
 */
public record BalanceProof(Point commitment, BigInteger answer) {
  /** The excess of notes spent over notes made. */
  public static Point excess(Group group, List<Point> inputs, List<Point> outputs) {
    Point sum = group.identity();
    for (Point input : inputs) {
      sum = sum.plus(input);
    }
    for (Point output : outputs) {
      sum = sum.minus(output);
    }
    return sum;
  }

  /**
   * Proves, knowing the whole excess of the blindings. (The parties make the same proof from shares
   * of it.)
   *
   * <p>Constant time: the multiplication as {@link Point#times}; the product modulo the order is
   * {@link BigInteger} arithmetic and is not. The nonce is a hash of the secret, the digest and
   * fresh randomness, so that neither a repeated nor a bad random number gives the secret away.
   *
   * @param blinding sum of the inputs' blindings less that of the outputs'
   * @param random 32 fresh bytes
   * @throws IllegalArgumentException if the blinding is a multiple of the order: such a batch is
   *     refused by the vaults
   */
  public static BalanceProof prove(
      Vault vault, BigInteger blinding, Bytes batchDigest, byte[] random) {
    BigInteger order = vault.group().order();
    BigInteger secret = blinding.mod(order);
    if (secret.signum() == 0) {
      throw new IllegalArgumentException("inputs and outputs have the same sum of blindings");
    }
    Point h = vault.h();
    byte[] wide = Hash.hmacSha512(Abi.word(secret), random, batchDigest.array());
    BigInteger nonce =
        new BigInteger(1, wide).mod(order.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    Point commitment = h.times(nonce);
    BigInteger challenge = vault.balanceChallenge(h.times(secret), commitment, batchDigest);
    return new BalanceProof(commitment, nonce.add(challenge.multiply(secret)).mod(order));
  }

  /** Does it hold for this excess and this batch? As the vaults check it. */
  public boolean holds(Vault vault, Point excess, Bytes batchDigest) {
    if (excess.isIdentity()
        || commitment.isIdentity()
        || answer.signum() < 0
        || answer.compareTo(vault.group().order()) >= 0) {
      return false;
    }
    BigInteger challenge = vault.balanceChallenge(excess, commitment, batchDigest);
    return vault.h().times(answer).equals(commitment.plus(excess.times(challenge)));
  }
}
