package obscura.settlement.sip;

import static obscura.settlement.sip.SipVectors.bytes;
import static obscura.settlement.sip.SipVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every stealth address of the public toolkit is made, found and spent here to the same bytes. */
class StealthVectorsTest {
  private static final JsonNode VECTORS = SipVectors.read("vectors.json");

  static List<JsonNode> stealth() {
    return SipVectors.list(VECTORS.get("stealth"));
  }

  static List<JsonNode> metaAddresses() {
    return SipVectors.list(VECTORS.get("meta_addresses"));
  }

  @Test
  void bothSchemesAreThereOnBothCurves() {
    assertThat(stealth())
        .extracting(v -> v.get("scheme").asString() + v.get("chain").asString())
        .contains("v1ethereum", "v2ethereum", "v1solana", "v2solana");
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void thePayerMakesTheOneTimeKey(JsonNode vector) {
    StealthPayment payment =
        StealthPayment.to(
            scheme(vector), owner(vector).metaAddress(chain(vector)), secret(vector, "ephemeral"));

    assertThat(hex(payment.ephemeral().encode())).isEqualTo(text(vector, "ephemeral_public"));
    assertThat(payment.viewTag()).isEqualTo(vector.get("view_tag").asInt());
    assertThat(hex(payment.owner().encode())).isEqualTo(text(vector, "stealth_public"));
    assertThat(payment.address()).isEqualTo(address(vector));
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void theOwnerFindsAndSpendsIt(JsonNode vector) {
    StealthKeys owner = owner(vector);
    assertThat(hex(owner.metaAddress(chain(vector)).spend().encode()))
        .isEqualTo(text(vector, "spending_public"));
    assertThat(hex(owner.metaAddress(chain(vector)).view().encode()))
        .isEqualTo(text(vector, "viewing_public"));

    OneTimeKey key = owner.claim(payment(vector)).orElseThrow();

    assertThat(hex(key.exposeSecret())).isEqualTo(text(vector, "stealth_private"));
    assertThat(key.address()).isEqualTo(address(vector));
    assertThat(OneTimeKey.ofSecret(curve(vector), key.exposeSecret()).publicKey())
        .isEqualTo(key.publicKey());
    assertThatThrownBy(() -> OneTimeKey.ofSecret(curve(vector), new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OneTimeKey.ofSecret(curve(vector), new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void theSharedSecretIsThatOfTheToolkit(JsonNode vector) {
    MetaAddress meta = owner(vector).metaAddress(chain(vector));
    Point sharing = scheme(vector) == StealthScheme.V1 ? meta.spend() : meta.view();
    Point shared = sharing.times(curve(vector).scalar(secret(vector, "ephemeral")));
    assertThat(hex(SharedSecret.sip(shared).bytes())).isEqualTo(text(vector, "shared_secret_hash"));
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void aPaymentOfTheOtherSchemeIsNotFound(JsonNode vector) {
    StealthPayment real = payment(vector);
    StealthScheme other = real.scheme() == StealthScheme.V1 ? StealthScheme.V2 : StealthScheme.V1;
    assertThat(
            owner(vector)
                .claim(
                    new StealthPayment(
                        other, real.curve(), real.ephemeral(), real.viewTag(), real.owner())))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void itsMemoIsReadAndWritten(JsonNode vector) {
    if (!vector.has("announcement_memo")) {
      assertThat(chain(vector)).isEqualTo("ethereum");
      return;
    }
    String text = text(vector, "announcement_memo");
    SipMemo memo = SipMemo.parse(text).orElseThrow();
    StealthPayment payment = payment(vector);
    assertThat(memo)
        .isEqualTo(
            new SipMemo(
                payment.scheme(), payment.ephemeral(), payment.viewTag(), Optional.empty()));
    assertThat(memo.toString()).isEqualTo(text);

    SipMemo whole = SipMemo.of(payment);
    assertThat(whole.toString()).isEqualTo(text + ":" + address(vector));
    assertThat(SipMemo.parse(whole.toString())).contains(whole);
  }

  @ParameterizedTest
  @MethodSource("stealth")
  void theScalarSignsAsTheToolkitDoes(JsonNode vector) {
    if (!vector.has("sign_with_scalar")) {
      return;
    }
    byte[] message = bytes(vector.at("/sign_with_scalar/message"));
    OneTimeKey key = owner(vector).claim(payment(vector)).orElseThrow();
    byte[] signature = key.sign(message);

    assertThat(hex(signature)).isEqualTo(vector.at("/sign_with_scalar/signature").asString());
    assertThat(ScalarSignature.verify(key.publicKey(), message, signature)).isTrue();
    signature[3] ^= 1;
    assertThat(ScalarSignature.verify(key.publicKey(), message, signature)).isFalse();
  }

  @ParameterizedTest
  @MethodSource("metaAddresses")
  void metaAddressesAreReadAndWritten(JsonNode vector) {
    String text = text(vector, "encoded");
    MetaAddress address = MetaAddress.parse(text);
    assertThat(address.toString()).isEqualTo(text);
    assertThat(address.chain()).isEqualTo(vector.at("/decoded/chain").asString());
    assertThat(hex(address.spend().encode()))
        .isEqualTo(vector.at("/decoded/spendingKey").asString());
    assertThat(hex(address.view().encode())).isEqualTo(vector.at("/decoded/viewingKey").asString());
  }

  @ParameterizedTest
  @MethodSource("metaAddresses")
  void aMetaAddressOfAnotherFormIsRefused(JsonNode vector) {
    String text = text(vector, "encoded");
    for (String wrong :
        List.of(
            text.substring(0, text.length() - 2),
            text.replace("sip:", "SIP:"),
            text.replace(":0x", ":"),
            text + ":",
            text.replace(chain(vector), "dogecoin"),
            text.replace(chain(vector), chain(vector).equals("solana") ? "base" : "near"))) {
      assertThatThrownBy(() -> MetaAddress.parse(wrong))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  static StealthKeys owner(JsonNode vector) {
    return StealthKeys.of(curve(vector), secret(vector, "spending"), secret(vector, "viewing"));
  }

  private static StealthPayment payment(JsonNode vector) {
    Group group = curve(vector).group();
    return new StealthPayment(
        scheme(vector),
        curve(vector),
        group.decode(bytes(vector.get("ephemeral_public"))),
        vector.get("view_tag").asInt(),
        group.decode(bytes(vector.get("stealth_public"))));
  }

  private static byte[] secret(JsonNode vector, String name) {
    return bytes(vector.get(name + "_private"));
  }

  private static StealthScheme scheme(JsonNode vector) {
    return StealthScheme.valueOf(text(vector, "scheme").toUpperCase(java.util.Locale.ROOT));
  }

  private static StealthCurve curve(JsonNode vector) {
    return StealthCurve.of(chain(vector));
  }

  private static String chain(JsonNode vector) {
    return text(vector, "chain");
  }

  private static String address(JsonNode vector) {
    return text(vector, vector.has("eth_address") ? "eth_address" : "solana_address");
  }

  private static String text(JsonNode vector, String name) {
    return vector.get(name).asString();
  }
}
