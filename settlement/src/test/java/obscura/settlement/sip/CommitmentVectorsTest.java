package obscura.settlement.sip;

import static obscura.settlement.sip.SipVectors.bytes;
import static obscura.settlement.sip.SipVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Commitments, their sums and generators are those of the public toolkit. */
class CommitmentVectorsTest {
  private static final JsonNode VECTORS = SipVectors.read("vectors.json").get("commitments");
  private static final Map<SipCommitment, String> NAMES =
      Map.of(
          SipCommitment.GENERIC, "generic_secp256k1",
          SipCommitment.ETHEREUM, "ethereum_secp256k1",
          SipCommitment.SOLANA, "solana_ed25519",
          SipCommitment.NEAR, "near_ed25519_v074");

  @ParameterizedTest
  @EnumSource
  void generatorsAreTheSame(SipCommitment kind) {
    JsonNode generators = VECTORS.get(NAMES.get(kind)).get("generators");
    Point h = kind.generators().h();
    if (kind == SipCommitment.GENERIC) {
      assertThat(hex(Groups.secp256k1Coordinates(h)))
          .isEqualTo(
              generators.at("/H/x").asString() + generators.at("/H/y").asString().substring(2));
    } else {
      assertThat(hex(h.encode())).isEqualTo(generators.get("H").asString());
      assertThat(hex(kind.generators().g().encode())).isEqualTo(generators.get("G").asString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void commitmentsAreTheSameAndOpen(SipCommitment kind) {
    List<JsonNode> cases = SipVectors.list(VECTORS.get(NAMES.get(kind)).get("commit"));
    assertThat(cases).hasSizeGreaterThanOrEqualTo(3);
    for (JsonNode one : cases) {
      BigInteger value = new BigInteger(one.get("value").asString());
      byte[] blinding = bytes(one.get("blinding_input"));
      Point commitment = kind.commit(value, blinding);
      assertThat(hex(commitment.encode())).isEqualTo(one.get("commitment").asString());
      assertThat(hex(kind.reduce(blinding))).isEqualTo(one.get("blinding_returned").asString());
      assertThat(kind.opens(commitment, value, bytes(one.get("blinding_returned")))).isTrue();
      assertThat(kind.opens(commitment, value.add(BigInteger.ONE), blinding)).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSumCommitsToTheSum(SipCommitment kind) {
    JsonNode cases = VECTORS.get(NAMES.get(kind)).get("commit");
    JsonNode sum = VECTORS.get(NAMES.get(kind)).get("sum");
    JsonNode first = cases.get(sum.at("/of/0").asInt());
    JsonNode second = cases.get(sum.at("/of/1").asInt());
    Point added = point(kind, first).plus(point(kind, second));
    byte[] blinding =
        kind.addBlindings(
            bytes(first.get("blinding_returned")), bytes(second.get("blinding_returned")));

    assertThat(hex(added.encode())).isEqualTo(sum.get("commitment").asString());
    assertThat(hex(blinding)).isEqualTo(sum.get("blinding").asString());
    assertThat(kind.opens(added, new BigInteger(sum.get("value").asString()), blinding)).isTrue();
    assertThat(added.minus(point(kind, first))).isEqualTo(point(kind, second));
  }

  @Test
  void theIndependentVectorsAgree() {
    JsonNode vectors = SipVectors.read("pedersen-kat.json");
    assertThat(hex(SipCommitment.GENERIC.generators().h().encode()))
        .isEqualTo("0x" + vectors.get("H").asString());
    List<JsonNode> cases = SipVectors.list(vectors.get("vectors"));
    assertThat(cases).hasSize(5);
    for (JsonNode one : cases) {
      Point commitment =
          SipCommitment.GENERIC.commit(
              new BigInteger(one.get("value").asString()), bytes(one.get("blinding")));
      assertThat(hex(commitment.encode())).isEqualTo("0x" + one.get("commitment").asString());
    }
  }

  @ParameterizedTest
  @EnumSource
  void valuesOutOfRangeAreRefused(SipCommitment kind) {
    BigInteger order = kind.generators().g().group().order();
    byte[] one = new byte[32];
    one[0] = 1;
    assertThatThrownBy(() -> kind.commit(BigInteger.ONE.negate(), one))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kind.commit(order, one)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kind.commit(BigInteger.ONE, new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> kind.commit(BigInteger.ONE, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Point point(SipCommitment kind, JsonNode one) {
    return kind.generators().g().group().decode(bytes(one.get("commitment")));
  }
}
