package obscura.settlement.sip;

import static obscura.settlement.sip.SipVectors.bytes;
import static obscura.settlement.sip.SipVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import obscura.settlement.crypto.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * A wallet on the public toolkit (npm {@code @sip-protocol/sdk} 0.7.4, scheme v1) and ours pay each
 * other, open each other's commitments and read each other's disclosures.
 */
class SipToolkitTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ROUNDS = 5;
  private static SipToolkit toolkit;

  @BeforeAll
  static void start() throws Exception {
    toolkit = SipToolkit.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (toolkit != null) {
      toolkit.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ethereum", "solana"})
  void whatTheToolkitPaysIsFoundAndSpentHere(String chain) throws Exception {
    StealthCurve curve = StealthCurve.of(chain);
    for (int round = 0; round < ROUNDS; round++) {
      StealthKeys ours = StealthKeys.of(curve, random(), random());
      JsonNode paid = toolkit.ask("pay", "meta", ours.metaAddress(chain).toString());

      OneTimeKey key = ours.claim(payment(curve, paid)).orElseThrow();

      assertThat(key.publicKey()).isEqualTo(point(curve, paid.get("address")));
      String there =
          toolkit
              .ask("address", "chain", chain, "key", paid.get("address").asString())
              .get("address")
              .asString();
      assertThat(key.address()).isEqualTo(there);
      byte[] message = random();
      byte[] signature = key.sign(message);
      if (curve == StealthCurve.SECP256K1) {
        assertThat(EthereumSignature.recover(message, signature))
            .contains(EthereumAddress.parse(there));
      } else {
        assertThat(ScalarSignature.verify(key.publicKey(), message, signature)).isTrue();
      }
      StealthKeys strangers = StealthKeys.of(curve, random(), random());
      assertThat(strangers.claim(payment(curve, paid))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ethereum", "solana"})
  void whatIsPaidHereIsFoundAndSpentByTheToolkit(String chain) throws Exception {
    StealthCurve curve = StealthCurve.of(chain);
    for (int round = 0; round < ROUNDS; round++) {
      JsonNode theirs = toolkit.ask("keys", "chain", chain);
      MetaAddress meta = MetaAddress.parse(theirs.get("meta").asString());
      StealthKeys same =
          StealthKeys.of(curve, bytes(theirs.get("spend")), bytes(theirs.get("view")));
      assertThat(same.metaAddress(chain)).isEqualTo(meta);

      StealthPayment v1 = StealthPayment.to(StealthScheme.V1, meta, random());
      JsonNode found = find(chain, v1, theirs);
      assertThat(found.get("found").asBoolean()).isTrue();
      assertThat(found.get("secret").asString())
          .isEqualTo(hex(same.claim(v1).orElseThrow().exposeSecret()));

      StealthPayment v2 = StealthPayment.to(meta, random());
      assertThat(find(chain, v2, theirs).get("found").asBoolean()).isFalse();
      assertThat(same.claim(v2)).isPresent();
    }
  }

  @Test
  void memosAreReadOnBothSides() throws Exception {
    JsonNode theirs = toolkit.ask("keys", "chain", "solana");
    MetaAddress meta = MetaAddress.parse(theirs.get("meta").asString());
    StealthPayment payment = StealthPayment.to(StealthScheme.V1, meta, random());
    SipMemo ours = SipMemo.of(payment);
    String ephemeral = Base58.encode(payment.ephemeral().encode());
    String tag = "%02x".formatted(payment.viewTag());
    String memo =
        toolkit
            .ask("memo", "ephemeral", ephemeral, "tag", tag, "owner", payment.address())
            .get("memo")
            .asString();
    assertThat(ours.toString()).isEqualTo(memo);
    assertThat(SipMemo.parse(memo)).contains(ours);
    JsonNode parsed = toolkit.ask("parse", "memo", ours.toString()).get("parsed");
    assertThat(parsed.get("ephemeralPublicKey").asString()).isEqualTo(ephemeral);
    assertThat(parsed.get("viewTag").asString()).isEqualTo(tag);
    assertThat(parsed.get("stealthAddress").asString()).isEqualTo(payment.address());
  }

  /** The toolkit exports the generic and NEAR's commitments only. */
  @ParameterizedTest
  @EnumSource(names = {"GENERIC", "NEAR"})
  void commitmentsOpenOnBothSides(SipCommitment kind) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      BigInteger value = new BigInteger(63, RANDOM);
      JsonNode theirs = toolkit.ask("commit", "kind", kind, "value", value.toString());
      Point commitment = kind.generators().g().group().decode(bytes(theirs.get("commitment")));
      byte[] blinding = bytes(theirs.get("blinding"));
      assertThat(kind.opens(commitment, value, blinding)).isTrue();
      assertThat(kind.opens(commitment, value.add(BigInteger.ONE), blinding)).isFalse();

      byte[] ownBlinding = kind.reduce(random());
      String ours = hex(kind.commit(value, ownBlinding).encode());
      assertThat(opensThere(kind, ours, value, ownBlinding)).isTrue();
      assertThat(opensThere(kind, ours, value.add(BigInteger.ONE), ownBlinding)).isFalse();
    }
  }

  @Test
  void disclosuresAreReadOnBothSides() throws Exception {
    JsonNode key = toolkit.ask("viewingKey", "path", "m/0/auditor");
    JsonNode child = toolkit.ask("child", "key", key, "path", "trade/7");
    ViewingKey ours = ViewingKey.of(bytes(key.get("key")), "m/0/auditor").child("trade/7");
    assertThat(hex(ours.hash())).isEqualTo(child.get("hash").asString());
    assertThat(ours.path()).isEqualTo(child.get("path").asString());

    Disclosure payment =
        new Disclosure("0xä\"\\\u0001\u2028", "\ud83d\ude00/\ud800", "15", 1_800_000_000_123L);
    Map<String, Object> data =
        Map.of(
            "sender", payment.sender(),
            "recipient", payment.recipient(),
            "amount", payment.amount(),
            "timestamp", payment.timestamp());
    JsonNode theirs = toolkit.ask("encrypt", "key", child, "data", data);
    assertThat(ours.decrypt(encrypted(theirs)).amount()).isEqualTo("15");
    assertThat(ours.decrypt(encrypted(theirs)).sender()).isEqualTo(payment.sender());

    byte[] nonce = new byte[ViewingKey.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    EncryptedDisclosure sealed = ours.encrypt(payment, nonce);
    JsonNode read =
        toolkit.ask(
            "decrypt",
            "key",
            child,
            "encrypted",
            Map.of(
                "ciphertext", hex(sealed.ciphertext()),
                "nonce", hex(sealed.nonce()),
                "viewingKeyHash", hex(sealed.viewingKeyHash())));
    assertThat(read.get("sender").asString()).isEqualTo(payment.sender());
    assertThat(read.get("timestamp").asLong()).isEqualTo(payment.timestamp());
  }

  private static JsonNode find(String chain, StealthPayment payment, JsonNode keys)
      throws Exception {
    return toolkit.ask(
        "find",
        "chain",
        chain,
        "payment",
        Map.of(
            "address", hex(payment.owner().encode()),
            "ephemeralPublicKey", hex(payment.ephemeral().encode()),
            "viewTag", payment.viewTag()),
        "spend",
        keys.get("spend"),
        "view",
        keys.get("view"));
  }

  private static boolean opensThere(
      SipCommitment kind, String commitment, BigInteger value, byte[] blinding) throws Exception {
    return toolkit
        .ask(
            "opens",
            "kind",
            kind,
            "commitment",
            commitment,
            "value",
            value.toString(),
            "blinding",
            hex(blinding))
        .get("opens")
        .asBoolean();
  }

  private static EncryptedDisclosure encrypted(JsonNode json) {
    return new EncryptedDisclosure(
        bytes(json.get("ciphertext")), bytes(json.get("nonce")), bytes(json.get("viewingKeyHash")));
  }

  private static StealthPayment payment(StealthCurve curve, JsonNode json) {
    return new StealthPayment(
        StealthScheme.V1,
        curve,
        point(curve, json.get("ephemeralPublicKey")),
        json.get("viewTag").asInt(),
        point(curve, json.get("address")));
  }

  private static Point point(StealthCurve curve, JsonNode hex) {
    return curve.group().decode(bytes(hex));
  }

  private static byte[] random() {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    return random;
  }
}
