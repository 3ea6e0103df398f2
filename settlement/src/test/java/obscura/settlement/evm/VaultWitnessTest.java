package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;
import obscura.settlement.mirror.AdjustLimits;
import obscura.settlement.mirror.MirrorCheck;
import obscura.settlement.mirror.MirrorReport;
import obscura.settlement.mirror.MovementQueue;
import obscura.settlement.mirror.QueuedMovement;
import obscura.settlement.mirror.VaultMirror;
import obscura.settlement.mirror.evm.EvmVaultWitness;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnedNote;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/**
 * The ledger follows the real contract: deposits, a withdrawal, and tokens that nobody announced.
 */
class VaultWitnessTest {
  private static final FirmId ALPHA = new FirmId("ALPHA");
  private static final EthereumAddress RECIPIENT =
      EthereumAddress.parse("0x00000000000000000000000000000000deadbeef");

  @Test
  void theVaultHoldsWhatTheLedgerOwesToTheLastUnit() throws Exception {
    try (Venue venue = new Venue();
        Ledger ledger =
            Ledger.open(
                new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "sa", ""),
                LedgerKey.of(new byte[32]))) {
      EvmVaultWitness witness =
          new EvmVaultWitness(
              venue.node,
              venue.vault,
              Map.of(
                  "WETH", new EvmVaultWitness.Token(venue.weth, 18),
                  "USDC", new EvmVaultWitness.Token(venue.usdc, 6)),
              1,
              note -> Optional.of(ALPHA));
      VaultMirror mirror = new VaultMirror(ledger, witness);
      MirrorCheck check =
          new MirrorCheck(mirror, AdjustLimits.NONE, () -> Instant.ofEpochSecond(1_000));

      Owner owner = new Owner("alpha");
      venue.deposit(owner.note(venue.vault, venue.usdc, 7_000_001));
      venue.deposit(owner.note(venue.vault, venue.weth, 3_000));
      MirrorReport first = check.run("a test");
      assertThat(first.breaks()).isEmpty();
      assertThat(first.movements()).isEqualTo(2);
      assertThat(available(ledger, "USDC@" + witness.vault())).isEqualByComparingTo("7.000001");
      assertThat(available(ledger, "WETH@" + witness.vault()))
          .isEqualByComparingTo("0.000000000000003");

      OwnedNote weth = note(venue, owner, venue.weth);
      WithdrawalTerms terms =
          new WithdrawalTerms(Bytes.of(RECIPIENT.bytes()), BigInteger.TEN, venue.now());
      CompactSignature signature =
          CompactSignature.of(venue.signatures().withdraw(weth, terms).array());
      venue.send(VaultCalls.requestWithdrawal(venue.placed(weth), terms, signature));
      assertThat(new MovementQueue(mirror).waiting())
          .extracting(QueuedMovement::state)
          .containsExactly(QueuedMovement.State.WITHDRAWAL_REQUESTED);
      venue.advance(Venue.WITHDRAWAL_DELAY);
      venue.send(VaultCalls.finishWithdrawal(venue.placed(weth), terms, weth.opening()));
      assertThat(check.run("a test").breaks()).isEmpty();
      assertThat(available(ledger, "WETH@" + witness.vault())).isZero();
      assertThat(new MovementQueue(mirror).waiting()).isEmpty();

      venue.account.execute(EthereumAddress.of(venue.usdc.array()), transfer(venue, 5));
      assertThat(check.run("a test").breaks())
          .containsExactly("the vault holds 0.000005 USDC more than is owed");
    }
  }

  private static BigDecimal available(Ledger ledger, String token) {
    return ledger.balances(ALPHA).get(token).available();
  }

  private static OwnedNote note(Venue venue, Owner owner, Bytes token) throws Exception {
    List<OwnedNote> unspent = owner.holdings(venue.vault, venue.archive()).unspent();
    return unspent.stream().filter(n -> n.note().token().equals(token)).findFirst().orElseThrow();
  }

  private static Bytes transfer(Venue venue, long units) {
    return Bytes.hex(
        FunctionEncoder.encode(
            new Function(
                "transfer",
                List.of(
                    new Address(venue.vault.address().toString()),
                    new Uint256(BigInteger.valueOf(units))),
                List.of())));
  }
}
