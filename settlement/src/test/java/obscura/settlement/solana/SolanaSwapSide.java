package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.swap.SwapSide;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LockState;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;
import obscura.settlement.swap.solana.PayerOutlet;
import obscura.settlement.swap.solana.SolanaChainFacts;
import obscura.settlement.swap.solana.SolanaLockChain;

/** Bob's dollars for Alice, on litesvm behind a node's front. */
public final class SolanaSwapSide implements SwapSide {
  /** Blocks may be held back for less than the inclusion. */
  private static final ChainTimes TIMES = new ChainTimes(120, 60, 20);

  private static final long SLOTS_OF_TEN_SECONDS = 25;
  private static final long FINALITY_SLOTS = 100;
  private static final int ROUNDS_OF_A_BLOCKHASH = 3;

  private final SolanaChain chain;
  private final SolanaDesk desk;
  private final Random random = new Random(11);
  private final Set<TradeId> halfIn = new HashSet<>();
  private long put;
  private int heldRounds;
  private boolean forked;

  public SolanaSwapSide(long now) throws Exception {
    chain = new SolanaChain();
    chain.setTime(now);
    desk = new SolanaDesk(Venue.open(chain));
    chain.call("svm_finality", List.of(FINALITY_SLOTS));
  }

  @Override
  public String chain() {
    return "solana:litesvm";
  }

  @Override
  public void stock(int notes) {
    desk.stocked(notes);
    chain.advance(0, FINALITY_SLOTS);
    put = held();
  }

  private long held() {
    return chain.tokens(desk.venue.vault.tokens(desk.venue.usd.key()));
  }

  @Override
  public LockChain lockChain() {
    PayerOutlet outlet =
        new PayerOutlet(
            chain.node(),
            TransactionSigner.of(desk.venue.operator),
            new PayerOutlet.Price(1_000, 16_000));
    return new HalfWay(new SolanaLockChain(chain.node(), desk.venue.vault, outlet, TIMES, random));
  }

  /** The chain, on which some batches come no further than into a draft. */
  private final class HalfWay implements LockChain {
    private final SolanaLockChain real;

    HalfWay(SolanaLockChain real) {
      this.real = real;
    }

    @Override
    public Vault vault() {
      return real.vault();
    }

    @Override
    public ChainTimes times() {
      return real.times();
    }

    @Override
    public long now() {
      return real.now();
    }

    @Override
    public void lock(LegLock lock) {
      if (halfIn.contains(desk.trade(lock.place().batch()).orElseThrow())
          && real.lockState(lock, 0) instanceof LockState.Coming) {
        throw new UnavailableException("no further");
      }
      real.lock(lock);
    }

    @Override
    public void release(LegLock lock) {
      real.release(lock);
    }

    @Override
    public LockState lockState(LegLock lock, long lockBy) {
      return real.lockState(lock, lockBy);
    }

    @Override
    public void claim(LegLock lock, Bytes preimage) {
      real.claim(lock, preimage);
    }

    @Override
    public void refund(LegLock lock) {
      real.refund(lock);
    }
  }

  @Override
  public LockOffice office() {
    return desk;
  }

  @Override
  public long now() {
    return chain.now();
  }

  @Override
  public void advance(Duration time) {
    chain.advance(time.toSeconds(), time.toSeconds() * SLOTS_OF_TEN_SECONDS / 10);
    if (heldRounds > 0 && --heldRounds == 0) {
      chain.call("svm_release", List.of());
    }
  }

  @Override
  public void fault(TradeId trade, Random dice) {
    switch (dice.nextInt(11)) {
      case 0 -> chain.call("svm_mood", List.of("down"));
      case 1 -> chain.call("svm_mood", List.of("deaf"));
      case 2 -> hold(1 + dice.nextInt(ROUNDS_OF_A_BLOCKHASH - 1));
      case 3 -> hold(ROUNDS_OF_A_BLOCKHASH + 1);
      case 4 -> chain.call("svm_drop", List.of());
      case 5 -> fork(dice.nextBoolean());
      case 6 -> spendElsewhere(trade);
      case 7 -> desk.refused.add(trade);
      case 8 -> desk.unreachable.add(trade);
      case 9 -> strangerClaims(trade);
      default -> halfIn.add(trade);
    }
  }

  private void hold(int rounds) {
    if (heldRounds == 0) {
      heldRounds = rounds;
      chain.call("svm_hold", List.of());
    }
  }

  /** Some blocks are not voted for in the end; all of what was seen in them was confirmed only. */
  private void fork(boolean again) {
    if (!forked && heldRounds == 0) {
      forked = true;
      chain.call("svm_fork", List.of(FINALITY_SLOTS / 2, again));
    }
  }

  private void spendElsewhere(TradeId trade) {
    if (heldRounds == 0) {
      desk.spendElsewhere(trade);
    }
  }

  private void strangerClaims(TradeId trade) {
    desk.lock(trade)
        .ifPresent(lock -> {
          OwnerInstructions.Located located =
              new OwnerInstructions.Located(new PlacedNote(lock.note(), lock.place()), lock.path());
          assertThat(
                  chain.refusal(
                      desk.venue.operator,
                      desk.venue.owners.claim(
                          desk.venue.operator.getPublicKey(),
                          new byte[32],
                          desk.venue.singleNumber(),
                          located,
                          lock.terms())))
              .isNotEqualTo("accepted");
        });
  }

  @Override
  public void calm() {
    chain.call("svm_mood", List.of("up"));
    forked = false;
  }

  @Override
  public ChainFacts facts() throws IOException {
    return SolanaChainFacts.read(chain.node(), desk.venue.vault);
  }

  @Override
  public void assertEnded(TradeId trade, boolean claimed) throws Exception {
    desk.assertEnded(trade, claimed);
  }

  @Override
  public void assertNothingLost() {
    assertThat(held()).isEqualTo(put);
  }

  @Override
  public void close() {
    chain.close();
  }
}
