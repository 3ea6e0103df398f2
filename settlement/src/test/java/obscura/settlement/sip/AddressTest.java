package obscura.settlement.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and signatures as the chains write them. */
class AddressTest {
  /** The examples of EIP-55. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x52908400098527886E0F7030069857D2E4169EE7",
        "0xde709f2102306220921060314715629080e2fb77",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
      })
  void theChecksumIsThatOfEip55(String address) {
    assertThat(EthereumAddress.parse(address).toString()).isEqualTo(address);
    assertThat(EthereumAddress.parse(address.toLowerCase(Locale.ROOT)).toString())
        .isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeg"
      })
  void anAddressWithAFaultIsRefused(String address) {
    assertThatThrownBy(() -> EthereumAddress.parse(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theAddressOfTheKeyOneIsTheWellKnownOne() {
    assertThat(EthereumAddress.of(Groups.SECP256K1.generator()).toString())
        .isEqualTo("0x7E5F4552091A69125d5DfCb7b8C2659029395Bdf");
    assertThatThrownBy(() -> EthereumAddress.of(Groups.ED25519.generator()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EthereumAddress.of(Groups.SECP256K1.identity()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** RFC 6979 on secp256k1 with the key 1: a value that many wallets publish. */
  @Test
  void signaturesAreThoseOfRfc6979WithLowS() {
    byte[] digest = Hash.sha256(Hash.utf8("Satoshi Nakamoto"));
    byte[] signature = EthereumSignature.sign(BigInteger.ONE, digest);
    assertThat(HexFormat.of().formatHex(signature))
        .startsWith(
            "934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8"
                + "2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5");
    assertThat(EthereumSignature.recover(digest, signature))
        .contains(EthereumAddress.of(Groups.SECP256K1.generator()));
  }

  @Test
  void aHighSOrAnotherVIsNoSignature() {
    byte[] digest = Hash.sha256(Hash.utf8("x"));
    byte[] good = EthereumSignature.sign(BigInteger.TEN, digest);
    BigInteger s = new BigInteger(1, good, 32, 32);
    byte[] high = good.clone();
    byte[] flipped =
        org.bouncycastle.util.BigIntegers.asUnsignedByteArray(
            32, Groups.SECP256K1.order().subtract(s));
    System.arraycopy(flipped, 0, high, 32, 32);
    high[64] = (byte) (55 - good[64]);
    assertThat(EthereumSignature.recover(digest, high)).isEmpty();
    byte[] v = good.clone();
    v[64] = (byte) (good[64] - 27);
    assertThat(EthereumSignature.recover(digest, v)).isEmpty();
    assertThat(EthereumSignature.recover(digest, new byte[65])).isEmpty();
    assertThat(EthereumSignature.recover(digest, new byte[64])).isEmpty();
  }

  @Test
  void base58KeepsLeadingZeros() {
    byte[] bytes = {0, 0, 1, 2, (byte) 0xff};
    assertThat(Base58.encode(bytes)).startsWith("11");
    assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
    assertThat(Base58.decode("")).isEmpty();
    assertThat(Base58.encode(new byte[32])).isEqualTo("1".repeat(32));
    assertThatThrownBy(() -> Base58.decode("0")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Base58.decode("1".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
