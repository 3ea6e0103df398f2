package obscura.settlement.sip;

import static obscura.settlement.sip.SipVectors.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Announcements are those of ERC-5564, scheme 1, by its proof of concept. */
class Erc5564Test {
  private static final JsonNode VECTOR = SipVectors.read("erc5564-poc.json");

  private final MetaAddress recipient =
      new MetaAddress("ethereum", publicKey("p_spend"), publicKey("p_scan"));
  private final byte[] ephemeralSecret = bytes(VECTOR.get("ephemeral_priv"));

  @Test
  void theAddressIsThatOfTheStandard() {
    Erc5564 announced = Erc5564.to(recipient, ephemeralSecret);
    assertThat(HexFormat.of().formatHex(announced.stealthAddress().bytes()))
        .isEqualTo(VECTOR.get("stealth_address_xy").asString());
    assertThat(announced.viewTag()).isEqualTo(VECTOR.get("view_tag_xy").asInt());
  }

  @Test
  void theOwnersKeyOpensIt() {
    Erc5564 announced = Erc5564.to(recipient, ephemeralSecret);
    BigInteger view = BigInteger.valueOf(VECTOR.get("p_scan").asLong());
    BigInteger spend = BigInteger.valueOf(VECTOR.get("p_spend").asLong());
    StealthKeys owner =
        StealthKeys.of(
            StealthCurve.SECP256K1,
            BigIntegers.asUnsignedByteArray(32, spend),
            BigIntegers.asUnsignedByteArray(32, view));
    assertThat(owner.claim(announced).orElseThrow().address())
        .isEqualTo(announced.stealthAddress().toString());
    StealthKeys stranger =
        StealthKeys.of(
            StealthCurve.SECP256K1,
            BigIntegers.asUnsignedByteArray(32, spend.add(BigInteger.ONE)),
            BigIntegers.asUnsignedByteArray(32, view));
    assertThat(stranger.claim(announced)).isEmpty();
  }

  @Test
  void itIsNeitherTheRuleOverTheCompressedPointNorSips() {
    Point shared = recipient.view().times(new BigInteger(1, ephemeralSecret));
    BigInteger compressed = new BigInteger(1, Hash.keccak256(shared.encode()));
    Point other = recipient.spend().plus(Groups.SECP256K1.generator().times(compressed));
    assertThat(HexFormat.of().formatHex(EthereumAddress.of(other).bytes()))
        .isEqualTo(VECTOR.get("stealth_address_compressed").asString());
    String ours = Erc5564.to(recipient, ephemeralSecret).stealthAddress().toString();
    assertThat(ours).isNotEqualTo(EthereumAddress.of(other).toString());
    assertThat(StealthPayment.to(recipient, ephemeralSecret).address()).isNotEqualTo(ours);
  }

  @Test
  void theCalldataNameSchemeAddressKeyAndTagOnly() {
    Erc5564 announced = Erc5564.to(recipient, ephemeralSecret);
    String address = VECTOR.get("stealth_address_xy").asString();
    String key = HexFormat.of().formatHex(announced.ephemeral().encode());
    assertThat(HexFormat.of().formatHex(announced.calldata()))
        .isEqualTo(
            "4d1f9583"
                + "0".repeat(63)
                + "1"
                + "0".repeat(24)
                + address
                + "0".repeat(62)
                + "80"
                + "0".repeat(62)
                + "e0"
                + "0".repeat(62)
                + "21"
                + key
                + "0".repeat(62)
                + "0".repeat(63)
                + "1"
                + "56"
                + "0".repeat(62));
  }

  @Test
  void anEd25519ChainIsRefused() {
    MetaAddress solana =
        MetaAddress.parse(
            SipVectors.read("vectors.json").at("/meta_addresses/3/encoded").asString());
    assertThatThrownBy(() -> Erc5564.to(solana, ephemeralSecret))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Point publicKey(String name) {
    return Groups.SECP256K1.generator().times(BigInteger.valueOf(VECTOR.get(name).asLong()));
  }
}
