package obscura.mpc.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One-time owners are those of the public toolkit's scheme v2. */
class OneTimeTest {
  private static final String SPEND =
      "030ba0eda807856433bb8827f57a05d1afe024bb5e4b1e0965c0e6ebd55c8dec07";
  private static final String VIEW =
      "0365ff2987ac1cfa821b41ffd384ac342d6b1f717ca12bd2f47b96a0c1aaca9bc0";

  private static String path(String spend, String view) {
    return "sip:ethereum:0x" + spend + ":0x" + view;
  }

  @ParameterizedTest
  @CsvSource({
    SPEND
        + ","
        + VIEW
        + ",bdcc0eb4430a63f500287fbb0a36ccca9f3b4890fdeb2d39e363be76a2a82aed"
        + ",0373b0f93295fdc8114c2e6bfdd1a14818f2a59dfab17115ed793c22585cbfc82e,234"
        + ",812d7eb186d2902ddc898dda25e334e18cf7c68e",
    "02a28eeb41af4ac803f662958033e638106fdda7d79e8b5a55ba77b34bf9e12b1a"
        + ",0393791fc9de2efb0fff524671c62b2304c40fdce75cba503750beb992de3962b4"
        + ",10253329165edd7d4d083d32232a7139b8c1184452434a21173e8c27b22c736e"
        + ",0322589a657683b079271ccd0104db94d5bc7681f0aee1b6b67b99ad6f3a321cf4,116"
        + ",7e4e72de3b4639624ebbe147f1bc6295512627bf"
  })
  void itIsTheToolkits(
      String spend, String view, String secret, String ephemeral, int tag, String address) {
    assertThat(OneTime.of(path(spend, view), secret))
        .isEqualTo(new OneTime(address, ephemeral, "%02x".formatted(tag)));
  }

  @Test
  void whatIsNoAddressOrNoSecretIsRefused() {
    assertThat(OneTime.isPath(path(SPEND, VIEW))).isTrue();
    String noPoint = "02" + "00".repeat(31) + "05";
    assertThat(OneTime.isPath(path(SPEND, noPoint))).isFalse();
    assertThat(OneTime.isPath(path(SPEND, VIEW) + "0")).isFalse();
    assertThat(OneTime.isPath("sip:ethereum:0x" + SPEND)).isFalse();
    for (String bad : new String[] {"00".repeat(32), "ff".repeat(32), "xy"}) {
      assertThatThrownBy(() -> OneTime.of(path(SPEND, VIEW), bad))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aSignerIsFoundOutFromItsSignature() {
    byte[] secret = new byte[32];
    secret[31] = 1;
    SignerKey key = new SignerKey(secret);
    assertThat(key.address())
        .as("of the secret key 1")
        .isEqualTo("7e5f4552091a69125d5dfcb7b8c2659029395bdf");
    byte[] digest = Words32.keccak(new byte[] {7});
    String signature = key.sign(digest);
    assertThat(SignerKey.signer(digest, signature)).isEqualTo(key.address());
    digest[0] ^= 1;
    assertThat(SignerKey.signer(digest, signature)).isNotEqualTo(key.address());
    assertThat(SignerKey.signer(digest, signature.substring(2))).isEmpty();
    assertThatThrownBy(() -> new SignerKey(new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
