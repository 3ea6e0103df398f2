package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.swap.SwapSide;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.evm.AccountOutlet;
import obscura.settlement.swap.evm.EvmChainFacts;
import obscura.settlement.swap.evm.EvmLockChain;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;

/** Alice's WETH for Bob, on a development chain. */
public final class EvmSwapSide implements SwapSide {
  private static final ChainTimes TIMES = new ChainTimes(60, 60, 20);
  private static final long CONFIRMATIONS = 3;

  private final SwapDesk desk;
  private BigInteger put = BigInteger.ZERO;
  private List<VaultEvent> events = List.of();
  private BigInteger readAt = BigInteger.ZERO;
  private boolean cutOff;
  private boolean reorganised;

  public EvmSwapSide() throws Exception {
    desk = new SwapDesk(new Venue(), "alice", "bob");
  }

  @Override
  public String chain() {
    return "eip155:" + Venue.CHAIN_ID;
  }

  @Override
  public void stock(int notes) throws Exception {
    var _ = desk.stocked(notes);
    put = held();
  }

  private BigInteger held() throws IOException {
    return desk.venue.balance(desk.venue.weth, desk.venue.vault.address());
  }

  @Override
  public LockChain lockChain() {
    AccountOutlet outlet = new AccountOutlet(desk.venue.account, desk.venue.vault);
    return new EvmLockChain(
        desk.venue.node,
        desk.venue.vault,
        call -> {
          if (cutOff) {
            throw new IOException("cut off");
          }
          outlet.handIn(call);
        },
        new EvmLockChain.Terms(TIMES, CONFIRMATIONS, 0));
  }

  @Override
  public LockOffice office() {
    return desk;
  }

  @Override
  public long now() {
    return desk.venue.now();
  }

  @Override
  public void advance(Duration time) {
    desk.venue.advance(time);
    for (long i = 1; time.toSeconds() >= TIMES.finalitySeconds() && i < CONFIRMATIONS; i++) {
      desk.venue.chain.mine();
    }
  }

  @Override
  public void fault(TradeId trade, Random random) throws Exception {
    switch (random.nextInt(6)) {
      case 0 -> cutOff = true;
      case 1 -> reorganise(random.nextBoolean());
      case 2 -> spendElsewhere(trade);
      case 3 -> desk.refused.add(trade);
      case 4 -> desk.unreachable.add(trade);
      default -> strangerClaims(trade);
    }
  }

  private void reorganise(boolean keepTransactions) {
    if (!reorganised) {
      reorganised = true;
      desk.venue.chain.rollBack((int) CONFIRMATIONS - 1, keepTransactions);
    }
  }

  private void spendElsewhere(TradeId trade) throws Exception {
    try {
      desk.spendElsewhere(trade);
    } catch (VaultRefusedException tooLate) {
      assertThat(tooLate.error()).contains(VaultError.NOTE_SPENT);
    }
  }

  private void strangerClaims(TradeId trade) {
    desk.lock(trade)
        .ifPresent(lock ->
            assertThatThrownBy(() ->
                    desk.venue.send(VaultCalls.claim(placed(lock), lock.terms(), Bytes.zeros(32))))
                .isInstanceOf(VaultRefusedException.class));
  }

  private static PlacedNote placed(LegLock lock) {
    return new PlacedNote(lock.note(), lock.place(), lock.path());
  }

  @Override
  public void calm() {
    cutOff = false;
    reorganised = false;
  }

  @Override
  public ChainFacts facts() throws IOException {
    return new EvmChainFacts(desk.venue.vault, desk.venue.archive());
  }

  @Override
  public void assertEnded(TradeId trade, boolean claimed) throws Exception {
    BigInteger head = desk.venue.node.ethBlockNumber().send().getBlockNumber();
    if (!head.equals(readAt)) {
      events = desk.venue.archive().stream().map(entry -> entry.log().event()).toList();
      readAt = head;
    }
    desk.assertEnded(trade, claimed, events);
  }

  @Override
  public void assertNothingLost() throws IOException {
    assertThat(held()).isEqualTo(put);
  }

  @Override
  public void close() {
    desk.venue.close();
  }
}
