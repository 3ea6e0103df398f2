package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.mirror.VaultMovement;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.mirror.WitnessException;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.Chain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger follows a vault whose endpoints are slow, silent, or lie. */
class ComparedWitnessTest {
  private static final long FIRST = 1_000;
  private static final long HEAD = 10_001;
  private static final long CONFIRMATIONS = 2;
  private static final long FINAL = HEAD - CONFIRMATIONS + 1;

  private final List<Alert> alerts = new ArrayList<>();
  private final List<Endpoint> endpoints = List.of(new Endpoint(), new Endpoint(), new Endpoint());
  private final Chain chain = new Blocks();
  private int fork;
  private ComparedWitness witness;

  /** The chain as far as blocks have hashes. */
  private final class Blocks implements Chain {
    @Override
    public BlockRef head() {
      return reference(HEAD);
    }

    @Override
    public Optional<Block> block(long number) {
      return Optional.of(new Block(reference(number), List.of()));
    }

    @Override
    public long nonce(long block) {
      throw new AssertionError("nobody sends");
    }

    @Override
    public Optional<Receipt> receipt(Bytes transaction) {
      throw new AssertionError("nobody sends");
    }

    @Override
    public boolean isSettled(TradeId trade, long block) {
      throw new AssertionError("nobody asks for a trade");
    }

    @Override
    public Optional<Inclusion> batch(long number) {
      throw new AssertionError("nobody asks for a batch");
    }

    @Override
    public OptionalLong gas(Bytes call) {
      throw new AssertionError("nobody sends");
    }

    @Override
    public FeeMarket fees() {
      throw new AssertionError("nobody sends");
    }
  }

  /** An endpoint that has a deposit in some blocks. */
  private static final class Endpoint implements VaultWitness {
    private final List<Long> deposits = new ArrayList<>(List.of(1_000L, 2_999L, 3_000L, FINAL));
    private final List<Long> asked = new ArrayList<>();
    private boolean silent;
    private BigDecimal held = BigDecimal.TEN;

    @Override
    public String vault() {
      return "1.aa";
    }

    @Override
    public Set<String> symbols() {
      return Set.of("WETH");
    }

    @Override
    public long confirmations() {
      return CONFIRMATIONS;
    }

    @Override
    public long head() {
      throw new AssertionError("heads differ between endpoints: the chain is asked");
    }

    @Override
    public List<VaultMovement> movements(long fromBlock, long toBlock) {
      assertThat(toBlock - fromBlock).isLessThan(ComparedWitness.BLOCKS_AT_ONCE);
      if (silent) {
        throw new IllegalStateException("429 Too Many Requests");
      }
      asked.add(fromBlock);
      return deposits.stream()
          .filter(block -> block >= fromBlock && block <= toBlock)
          .map(ComparedWitnessTest::deposit)
          .toList();
    }

    @Override
    public BigDecimal held(String symbol, long block) {
      return held;
    }

    @Override
    public boolean namesOwners() {
      return true;
    }

    @Override
    public Optional<FirmId> ownerOf(Bytes note) {
      return Optional.of(new FirmId("ALPHA"));
    }
  }

  private static VaultMovement deposit(long block) {
    Bytes note = Bytes.of(("note " + block).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return new VaultMovement.Deposit(
        new VaultMovement.Place(note, block, "0x" + block), "WETH", BigDecimal.ONE);
  }

  @BeforeEach
  void open() {
    witness = new ComparedWitness(chain, endpoints, 2, FIRST, alerts::add);
  }

  private BlockRef reference(long number) {
    return new BlockRef(number, Bytes.of(new byte[] {(byte) fork, (byte) number}), number);
  }

  private List<Long> blocks(long from, long to) {
    return witness.movements(from, to).stream().map(each -> each.place().block()).toList();
  }

  @Test
  void itIsReadFromItsFirstBlockInSlicesAndOnce() {
    assertThat(blocks(0, FINAL)).containsExactly(1_000L, 2_999L, 3_000L, FINAL);
    assertThat(endpoints.getFirst().asked).containsExactly(1_000L, 3_000L, 5_000L, 7_000L, 9_000L);
    assertThat(blocks(3_000, FINAL)).containsExactly(3_000L, FINAL);
    assertThat(blocks(0, 2_999)).containsExactly(1_000L, 2_999L);
    assertThat(endpoints.getFirst().asked).as("it is remembered").hasSize(5);
    assertThat(alerts).isEmpty();
  }

  /** What may still go away is asked for each time. */
  @Test
  void whatIsNotFinalIsNotRemembered() {
    endpoints.forEach(each -> each.deposits.add(HEAD));
    assertThat(blocks(FINAL, HEAD)).containsExactly(FINAL, HEAD);
    endpoints.forEach(each -> each.deposits.remove(HEAD));
    assertThat(blocks(FINAL, HEAD)).containsExactly(FINAL);
  }

  @Test
  void whatWasRememberedOfAnotherForkIsReadAgain() {
    assertThat(blocks(0, FINAL)).hasSize(4);
    fork = 1;
    endpoints.forEach(each -> each.deposits.remove(2_999L));
    assertThat(blocks(0, FINAL)).containsExactly(1_000L, 3_000L, FINAL);
  }

  @Test
  void oneEndpointThatLiesIsOutvoted() {
    endpoints.get(0).deposits.clear();
    endpoints.get(2).held = BigDecimal.ZERO;
    assertThat(blocks(0, FINAL)).hasSize(4);
    assertThat(witness.held("WETH", FINAL)).isEqualTo(BigDecimal.TEN);
    assertThat(alerts).extracting(Alert::kind).contains(Alert.Kind.ENDPOINTS_DISAGREE);
  }

  @Test
  void twoThatAreSilentAreAnAnswerToNothing() {
    endpoints.get(0).silent = true;
    assertThat(blocks(0, FINAL)).hasSize(4);
    fork = 1;
    endpoints.get(1).silent = true;
    assertThatThrownBy(() -> blocks(0, FINAL)).isInstanceOf(WitnessException.class);
  }

  /** What moves in trades is not known here, so whose a note is would be half the truth. */
  @Test
  void itNamesNoOwner() {
    assertThat(witness.namesOwners()).isFalse();
    assertThat(witness.ownerOf(Bytes.of(new byte[32]))).isEmpty();
    assertThat(witness.head()).isEqualTo(HEAD);
  }
}
