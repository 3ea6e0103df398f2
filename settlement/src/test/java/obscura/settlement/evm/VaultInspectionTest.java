package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import obscura.devchain.DevToken;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.evm.ComparedEvents;
import obscura.settlement.service.evm.PayerWatch;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;

/** A vault is looked at before anybody trusts it with tokens. */
class VaultInspectionTest {
  private static final EthereumAddress NOBODY =
      EthereumAddress.parse("0x00000000000000000000000000000000deadbeef");
  private static Venue venue;

  @BeforeAll
  static void open() throws Exception {
    venue = new Venue();
  }

  @AfterAll
  static void close() {
    venue.close();
  }

  @Test
  void ourVaultShowsItsTerms() throws Exception {
    VaultInspection found = VaultInspection.of(venue.node, Venue.CHAIN_ID, venue.vault);
    assertThat(found.batchLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(found.terms().withdrawalDelay()).isEqualTo(Venue.WITHDRAWAL_DELAY);
    assertThat(found.terms().guardian()).hasToString(venue.account.address().toString());
    assertThat(found.epoch()).isEqualTo(1);
    assertThat(found.paused()).isFalse();
    List<EthereumAddress> parties = List.of(party(2), party(0), party(1));
    assertThat(found.isSignedBy(parties)).isTrue();
    assertThat(found.isSignedBy(List.of(party(0), party(1), NOBODY))).isFalse();
  }

  @Test
  void anotherChainAnEmptyAddressAndAnotherContractAreRefused() throws Exception {
    BigInteger other = BigInteger.TWO;
    assertThatThrownBy(
            () -> VaultInspection.of(venue.node, other, new EvmVault(other, venue.vault.address())))
        .isInstanceOf(VaultMismatchException.class)
        .hasMessage("it is of chain 31337, not 2");
    assertThatThrownBy(() ->
            VaultInspection.of(venue.node, Venue.CHAIN_ID, new EvmVault(Venue.CHAIN_ID, NOBODY)))
        .isInstanceOf(VaultMismatchException.class)
        .hasMessage("no contract is at " + NOBODY + " on chain 31337");
    EthereumAddress token = EthereumAddress.of(venue.weth.array());
    assertThatThrownBy(() ->
            VaultInspection.of(venue.node, Venue.CHAIN_ID, new EvmVault(Venue.CHAIN_ID, token)))
        .isInstanceOf(VaultMismatchException.class)
        .hasMessage("the contract at " + token + " is not the vault of this version");
  }

  @Test
  void codeWithOneByteChangedIsNotOurs() throws Exception {
    byte[] code =
        Bytes.hex(
                venue
                    .node
                    .ethGetCode(
                        venue.vault.address().toString(),
                        org.web3j.protocol.core.DefaultBlockParameterName.LATEST)
                    .send()
                    .getCode())
            .array();
    assertThat(VaultContract.isCode(Bytes.of(code))).isTrue();
    byte[] first = code.clone();
    first[0] ^= 1;
    assertThat(VaultContract.isCode(Bytes.of(first))).isFalse();
    byte[] last = code.clone();
    last[last.length - 1] ^= 1;
    assertThat(VaultContract.isCode(Bytes.of(last))).isFalse();
  }

  @Test
  void aTokenMustBeListedAndCountAsItIsThoughtTo() throws Exception {
    EthereumAddress weth = EthereumAddress.of(venue.weth.array());
    VaultInspection.requireToken(venue.node, venue.vault, weth, 18);
    assertThatThrownBy(() -> VaultInspection.requireToken(venue.node, venue.vault, weth, 6))
        .isInstanceOf(VaultMismatchException.class)
        .hasMessage("the token " + weth + " has 18 decimals, not 6");
    EthereumAddress unlisted = venue.account.deploy(Bytes.hex(DevToken.creation("X", "X", 6)));
    assertThatThrownBy(() -> VaultInspection.requireToken(venue.node, venue.vault, unlisted, 6))
        .isInstanceOf(VaultMismatchException.class)
        .hasMessage("the vault does not list the token " + unlisted);
  }

  @Test
  void aPayerWithLittleIsToldOf() {
    List<Alert> alerts = new ArrayList<>();
    Bytes payer = Bytes.of(venue.account.address().bytes());
    PayerWatch rich =
        new PayerWatch(List.of(venue.node), payer, BigInteger.TEN.pow(18), alerts::add);
    assertThat(rich.balance()).isEmpty();
    rich.look();
    assertThat(rich.balance().orElseThrow()).isGreaterThan(BigInteger.TEN.pow(19));
    assertThat(alerts).isEmpty();
    new PayerWatch(List.of(venue.node), payer, BigInteger.TEN.pow(21), alerts::add).look();
    assertThat(alerts).extracting(Alert::kind).containsExactly(Alert.Kind.PAYER_LOW);
  }

  @Test
  void whatTheVaultAnnouncedIsBelievedIfMostEndpointsSayIt() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    long head = venue.node.ethBlockNumber().send().getBlockNumber().longValueExact();
    VaultArchive honest = new VaultArchive(venue.node, venue.vault);
    List<VaultArchive.Entry> truth = honest.read(0, head);
    assertThat(truth).isNotEmpty();
    VaultArchive hides = new VaultArchive(venue.node, new EvmVault(Venue.CHAIN_ID, NOBODY));
    VaultArchive silent = new VaultArchive(Web3j.build(deaf()), venue.vault);

    assertThat(new ComparedEvents(List.of(honest, hides, honest), 2, alerts::add).read(0, head))
        .isEqualTo(truth);
    assertThat(alerts).extracting(Alert::kind).containsExactly(Alert.Kind.ENDPOINTS_DISAGREE);
    assertThat(new ComparedEvents(List.of(honest, silent, honest), 2, alerts::add).read(0, head))
        .isEqualTo(truth);
    ComparedEvents split = new ComparedEvents(List.of(honest, hides), 1, alerts::add);
    assertThatThrownBy(() -> split.read(0, head)).isInstanceOf(UnavailableException.class);
    ComparedEvents few = new ComparedEvents(List.of(honest, silent), 2, alerts::add);
    assertThatThrownBy(() -> few.read(0, head))
        .isInstanceOf(UnavailableException.class)
        .hasMessage("1 of 2 endpoints answer");
  }

  private static EthereumAddress party(int number) {
    return EthereumAddress.parse(Venue.party(number).getAddress());
  }

  private static org.web3j.protocol.Service deaf() {
    return new org.web3j.protocol.Service(false) {
      @Override
      protected java.io.InputStream performIO(String payload) throws java.io.IOException {
        throw new java.io.IOException("deaf");
      }

      @Override
      public void close() {}
    };
  }
}
