package obscura.mpc.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The group is the one of EIP-196, and its generators are those that everybody can recompute. */
class Bn254Test {
  private static final String G1 = word(1) + word(2);

  private static String word(long value) {
    return "%064x".formatted(value);
  }

  private static Point point(String hex) {
    return Point.of(HexFormat.of().parseHex(hex));
  }

  private static String hex(Point point) {
    return HexFormat.of().formatHex(point.bytes());
  }

  /** From the tests of EIP-196 in go-ethereum: 2 * (1, 2), and 9 * (1, 2) by the way of sums. */
  @Test
  void addsAndMultipliesLikeThePrecompiles() {
    Point one = point(G1);
    assertThat(hex(one.times(BigInteger.TWO)))
        .isEqualTo(
            "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
                + "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4");
    Point nine = Point.INFINITY;
    for (int k = 0; k < 9; k++) {
      nine = nine.plus(one);
    }
    assertThat(one.times(BigInteger.valueOf(9))).isEqualTo(nine);
    assertThat(one.times(Bn254.Q)).isEqualTo(Point.INFINITY);
    assertThat(one.times(Bn254.Q.add(BigInteger.TEN))).isEqualTo(one.times(BigInteger.TEN));
    assertThat(nine.minus(nine).isInfinity()).isTrue();
    assertThat(Point.of(new byte[64])).isEqualTo(Point.INFINITY);
    assertThat(Point.of(nine.bytes())).isEqualTo(nine);
  }

  @Test
  void whatIsNoPointIsRefused() {
    assertThatThrownBy(() -> point(word(1) + word(3))).hasMessageContaining("not on the curve");
    String prime = "%064x".formatted(Bn254.P);
    assertThatThrownBy(() -> point(prime + word(2))).hasMessageContaining("not below the prime");
    assertThatThrownBy(() -> Point.of(new byte[63])).hasMessageContaining("63");
  }

  @Test
  void theGeneratorsAreTheFirstOnTheCurveWithEvenY() {
    for (Point generator : new Point[] {Bn254.H, Bn254.generator(new byte[72])}) {
      BigInteger x = new BigInteger(1, Arrays.copyOf(generator.bytes(), 32));
      BigInteger y = new BigInteger(1, Arrays.copyOfRange(generator.bytes(), 32, 64));
      assertThat(y.testBit(0)).isFalse();
      assertThat(y.multiply(y).subtract(x.pow(3)).subtract(BigInteger.valueOf(3)).mod(Bn254.P))
          .isEqualTo(BigInteger.ZERO);
    }
    assertThat(Bn254.generator(new byte[72])).isNotEqualTo(Bn254.H);
    byte[] other = new byte[72];
    other[71] = 1;
    assertThat(Bn254.generator(other)).isNotEqualTo(Bn254.generator(new byte[72]));
    assertThatThrownBy(() -> Bn254.generator(new byte[71])).hasMessageContaining("72");
  }
}
