package obscura.mpc.field;

import java.math.BigInteger;

/**
 * One party's two shares of a number modulo a prime: x = x0 + x1 + x2, party i holds x_i and
 * x_(i+1). What is linear needs no message. The prime is whoever adds up's to know.
 *
 * @param mine x_i, any representative
 * @param next x_(i+1)
 */
public record Scalar(BigInteger mine, BigInteger next) {
  public static final Scalar ZERO = new Scalar(BigInteger.ZERO, BigInteger.ZERO);

  /** The party's shares of a public number: x0 is the number, the others are 0. */
  public static Scalar constant(int party, BigInteger value) {
    return new Scalar(party == 0 ? value : BigInteger.ZERO, party == 2 ? value : BigInteger.ZERO);
  }

  public Scalar plus(Scalar other) {
    return new Scalar(mine.add(other.mine), next.add(other.next));
  }

  public Scalar minus(Scalar other) {
    return new Scalar(mine.subtract(other.mine), next.subtract(other.next));
  }

  /** Times a public number. */
  public Scalar times(BigInteger factor) {
    return new Scalar(mine.multiply(factor), next.multiply(factor));
  }

  /** The least representatives. */
  public Scalar mod(BigInteger prime) {
    return new Scalar(mine.mod(prime), next.mod(prime));
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Scalar[sealed]";
  }
}
