package obscura.settlement.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The four groups obey the laws, agree with published values and refuse every other encoding. */
class GroupTest {
  static List<Group> groups() {
    return List.of(Groups.SECP256K1, Groups.BN254, Groups.ED25519, Groups.RISTRETTO255);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void scalarsAddAsPointsDo(Group group) {
    Point g = group.generator();
    BigInteger a = new BigInteger("987654321987654321987654321");
    BigInteger b = group.order().subtract(BigInteger.TWO);
    assertThat(g.times(a).plus(g.times(b))).isEqualTo(g.times(a.add(b)));
    assertThat(g.times(a).times(b)).isEqualTo(g.times(a.multiply(b)));
    assertThat(g.times(a).minus(g.times(a))).isEqualTo(group.identity());
    assertThat(g.times(group.order()).isIdentity()).isTrue();
    assertThat(g.times(group.order().subtract(BigInteger.ONE))).isEqualTo(g.negate());
    assertThat(group.identity().plus(g)).isEqualTo(g);
    assertThat(group.identity().times(a)).isEqualTo(group.identity());
    assertThat(g.times(BigInteger.ZERO)).isEqualTo(group.identity());
    assertThat(group.order().isProbablePrime(64)).isTrue();
  }

  @ParameterizedTest
  @MethodSource("groups")
  void encodingsAreReadBackAndOthersRefused(Group group) {
    Point point = group.generator().times(BigInteger.valueOf(77));
    byte[] encoded = point.encode();
    assertThat(group.decode(encoded)).isEqualTo(point).hasSameHashCodeAs(point);
    refused(group, new byte[encoded.length]);
    refused(group, new byte[0]);
    refused(group, java.util.Arrays.copyOf(encoded, encoded.length - 1));
    refused(group, java.util.Arrays.copyOf(encoded, encoded.length + 1));
    refused(group, group.identity().encode());
    byte[] high = encoded.clone();
    java.util.Arrays.fill(high, (byte) 0xff);
    refused(group, high);
  }

  @ParameterizedTest
  @MethodSource("groups")
  void pointsOfOtherGroupsAreNotMixed(Group group) {
    for (Group other : groups()) {
      if (!other.equals(group)) {
        assertThatThrownBy(() -> group.generator().plus(other.generator()))
            .isInstanceOf(IllegalArgumentException.class);
        assertThat(group.generator()).isNotEqualTo(other.generator());
      }
    }
  }

  /** EIP-196: (1, 2), and its double. */
  @Test
  void altBn128IsThatOfThePrecompiles() {
    assertThat(hex(Groups.BN254.generator()))
        .isEqualTo("0".repeat(63) + "1" + "0".repeat(63) + "2");
    assertThat(hex(Groups.BN254.generator().times(BigInteger.TWO)))
        .isEqualTo(
            "030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd3"
                + "15ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4");
  }

  /** RFC 9496, A.1 and A.2. */
  @Test
  void ristrettoIsThatOfTheRfc() {
    assertThat(hex(Groups.RISTRETTO255.generator()))
        .isEqualTo("e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76");
    assertThat(hex(Groups.RISTRETTO255.generator().times(BigInteger.TWO)))
        .isEqualTo("6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919");
    for (String bad :
        List.of(
            "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0100000000000000000000000000000000000000000000000000000000000000",
            "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
            "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
            "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
            "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")) {
      refused(Groups.RISTRETTO255, HexFormat.of().parseHex(bad));
    }
  }

  /** Points of order 1, 2, 4, 8, two not canonical, and the base point plus one of order 2. */
  @Test
  void ed25519RefusesWhatIsNotOfPrimeOrder() {
    for (String bad :
        List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0100000000000000000000000000000000000000000000000000000000000080",
            "9599999999999999999999999999999999999999999999999999999999999919")) {
      refused(Groups.ED25519, HexFormat.of().parseHex(bad));
    }
    assertThat(hex(Groups.ED25519.generator())).isEqualTo("58" + "66".repeat(31));
  }

  @Test
  void aPointOfAltBn128BeyondThePrimeOrOffTheCurveIsRefused() {
    byte[] one = Groups.BN254.generator().encode();
    byte[] off = one.clone();
    off[63] = 3;
    refused(Groups.BN254, off);
    byte[] beyond =
        HexFormat.of()
            .parseHex(
                "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd48"
                    + "0".repeat(63)
                    + "2");
    refused(Groups.BN254, beyond);
  }

  private static String hex(Point point) {
    return HexFormat.of().formatHex(point.encode());
  }

  private static void refused(Group group, byte[] encoded) {
    assertThatThrownBy(() -> group.decode(encoded))
        .as(HexFormat.of().formatHex(encoded))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
