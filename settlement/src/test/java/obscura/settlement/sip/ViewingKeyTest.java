package obscura.settlement.sip;

import static obscura.settlement.sip.SipVectors.bytes;
import static obscura.settlement.sip.SipVectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import obscura.settlement.crypto.Hash;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Viewing keys, their children and what they encrypt are those of the public toolkit. */
class ViewingKeyTest {
  private static final Disclosure PAYMENT =
      new Disclosure("0x11\u20ac", "0x22\"\\\n", "1500000000", 1_800_000_000L);

  static List<JsonNode> vectors() {
    return SipVectors.list(SipVectors.read("vectors.json").get("viewing"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void encryptionIsTheToolkits(JsonNode vector) {
    ViewingKey key = key(vector);
    JsonNode encrypted = vector.get("encrypted");
    Disclosure plain =
        Disclosure.parse(vector.get("plaintext_utf8").asString().getBytes(StandardCharsets.UTF_8));
    assertThat(plain.toJson()).isEqualTo(vector.get("plaintext_utf8").asString());

    EncryptedDisclosure ours = key.encrypt(plain, bytes(encrypted.get("nonce")));

    assertThat(hex(key.hash())).isEqualTo(vector.at("/viewing_key/hash").asString());
    assertThat(hex(ours.ciphertext())).isEqualTo(encrypted.get("ciphertext").asString());
    assertThat(hex(ours.viewingKeyHash())).isEqualTo(encrypted.get("viewingKeyHash").asString());
    assertThat(key.decrypt(ours)).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theEncryptionKeyIsDerivedAsTheToolkitDoes(JsonNode vector) {
    assertThat(
            hex(
                Hash.hkdfSha256(
                    bytes(vector.at("/viewing_key/key")),
                    vector.at("/hkdf/salt_utf8").asString(),
                    vector.at("/hkdf/info_utf8").asString(),
                    32)))
        .isEqualTo(vector.at("/hkdf/okm").asString());
  }

  @Test
  void theChildIsTheToolkits() {
    JsonNode parent = vectors().get(0);
    JsonNode child = vectors().get(1);
    assertThat(child.at("/derived_from/master")).isEqualTo(parent.at("/viewing_key/key"));
    ViewingKey derived = key(parent).child(child.at("/derived_from/child_path").asString());
    assertThat(derived.path()).isEqualTo(child.at("/viewing_key/path").asString());
    assertThat(hex(derived.hash())).isEqualTo(child.at("/viewing_key/hash").asString());
  }

  @Test
  void everyChangedByteAndEveryOtherKeyIsRefused() {
    ViewingKey key = key(vectors().get(0));
    EncryptedDisclosure sealed = key.encrypt(PAYMENT, new byte[24]);
    assertThat(key.decrypt(sealed)).isEqualTo(PAYMENT);
    for (int i = 0; i < sealed.ciphertext().length; i++) {
      byte[] changed = sealed.ciphertext().clone();
      changed[i] ^= 1;
      refused(key, new EncryptedDisclosure(changed, sealed.nonce(), sealed.viewingKeyHash()));
    }
    refused(key, new EncryptedDisclosure(new byte[0], sealed.nonce(), sealed.viewingKeyHash()));
    refused(
        key, new EncryptedDisclosure(sealed.ciphertext(), new byte[12], sealed.viewingKeyHash()));
    refused(key.child("x"), sealed);
    refused(
        key.child("x"),
        new EncryptedDisclosure(sealed.ciphertext(), sealed.nonce(), key.child("x").hash()));
  }

  /** draft-irtf-cfrg-xchacha-03, A.3.1. */
  @Test
  void theCipherIsThatOfTheDraft() throws Exception {
    byte[] plain =
        ("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the"
                + " future, sunscreen would be it.")
            .getBytes(StandardCharsets.US_ASCII);
    XChaCha20Poly1305 cipher = new XChaCha20Poly1305();
    cipher.init(
        true,
        new AEADParameters(
            new KeyParameter(
                bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")),
            128,
            bytes("404142434445464748494a4b4c4d4e4f5051525354555657"),
            bytes("50515253c0c1c2c3c4c5c6c7")));
    byte[] out = new byte[cipher.getOutputSize(plain.length)];
    cipher.doFinal(out, cipher.processBytes(plain, 0, plain.length, out, 0));
    assertThat(HexFormat.of().formatHex(out))
        .isEqualTo(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
                + "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
                + "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
                + "21f9664c97637da9768812f615c68b13b52e"
                + "c0875924c1c7987947deafd8780acf49");
  }

  @Test
  void jsonOfAnotherFormIsRefusedWithoutShowingIt() {
    String good = PAYMENT.toJson();
    assertThat(Disclosure.parse(good.getBytes(StandardCharsets.UTF_8))).isEqualTo(PAYMENT);
    assertThat(
            Disclosure.parse(
                " { \"amount\" : \"\\u0031\", \"timestamp\":0,\"recipient\":\"\\/\",\"sender\":\"\" } "
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Disclosure("", "/", "1", 0));
    for (int cut = 0; cut < good.length(); cut++) {
      notRead(good.substring(0, cut));
    }
    for (String wrong :
        List.of(
            good + "x",
            good.replace("1800000000", "1.5"),
            good.replace("1800000000", "-1"),
            good.replace("1800000000", "01"),
            good.replace("1800000000", "99999999999999999999"),
            good.replace("\"1500000000\"", "15"),
            good.replace("amount", "sender"),
            good.replace("\\n", "\\x"),
            good.replace("\\n", "\n"),
            "[]",
            "null")) {
      notRead(wrong);
    }
  }

  private static void notRead(String json) {
    assertThatThrownBy(() -> Disclosure.parse(json.getBytes(StandardCharsets.UTF_8)))
        .as(json)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("15000");
  }

  private static void refused(ViewingKey key, EncryptedDisclosure encrypted) {
    assertThatThrownBy(() -> key.decrypt(encrypted)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ViewingKey key(JsonNode vector) {
    return ViewingKey.of(
        bytes(vector.at("/viewing_key/key")), vector.at("/viewing_key/path").asString());
  }
}
