package obscura.settlement.swap;

import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.swap.core.Deadlines;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LegSight;
import obscura.settlement.swap.core.LockState;
import obscura.settlement.swap.core.SafeDeadlines;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Sighting;
import obscura.settlement.swap.core.Slack;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapFailure;
import obscura.settlement.swap.core.SwapPhase;
import obscura.settlement.swap.core.SwapProof;
import obscura.settlement.swap.core.SwapRules;
import obscura.settlement.swap.core.SwapStep;
import obscura.settlement.swap.port.LockChain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles trades whose legs are on two chains. What it decides is written down before it is done,
 * so a new process over the same store goes on where the last one ended. One thread.
 */
public final class SwapService {
  private static final Logger LOG = LoggerFactory.getLogger(SwapService.class);

  private final Slack slack;
  private final SwapPorts ports;

  /** Makes it. */
  public SwapService(Slack slack, SwapPorts ports) {
    this.slack = slack;
    this.ports = ports;
  }

  /**
   * Takes a trade over for good.
   *
   * @param chains the first leg's should be the slower one to be final
   * @param timeoutSeconds from now until it is over, either way
   */
  public Acceptance submit(TradeId trade, Swap.Chains chains, long timeoutSeconds) {
    if (ports.store().find(trade).isPresent()) {
      return new Acceptance.Repeated();
    }
    SwapLeg first = ports.legs().get(chains.first());
    SwapLeg second = ports.legs().get(chains.second());
    if (first == null || second == null || chains.first().equals(chains.second())) {
      return new Acceptance.NotTwoChains();
    }
    SafeDeadlines safe = new SafeDeadlines(first.chain().times(), second.chain().times(), slack);
    Optional<Deadlines> deadlines =
        safe.within(ports.clock().instant().getEpochSecond(), timeoutSeconds);
    if (deadlines.isEmpty()) {
      return new Acceptance.UnsafeTimeout(safe.shortestSeconds(), slack.longestSeconds());
    }
    Bytes hash = ports.preimages().hash(trade);
    return ports.store().accept(Swap.started(trade, chains, hash, deadlines.get()))
        ? new Acceptance.Accepted()
        : new Acceptance.Repeated();
  }

  /** How far a swap is. */
  public Optional<Swap> swap(TradeId trade) {
    return ports.store().find(trade);
  }

  /** What proves a swap; empty unless both legs are claimed, finally. */
  public Optional<SwapProof> proof(TradeId trade) {
    return ports.store().proof(trade);
  }

  /** Does what is due. What cannot be done now is done at a later tick. */
  public void tick() {
    for (Swap swap : ports.store().open()) {
      try {
        advance(swap);
      } catch (RuntimeException fault) {
        LOG.error("swap {} stands still, the others go on", swap.id(), fault);
      }
    }
  }

  private void advance(Swap swap) {
    Sighting seen = new Sighting(look(swap, Side.FIRST), look(swap, Side.SECOND));
    Swap current = swap;
    for (SwapStep step : SwapRules.decide(swap, seen)) {
      current = tryOut(current, seen, step);
    }
  }

  private LegSight look(Swap swap, Side side) {
    LockChain chain = chain(swap, side);
    try {
      long head = chain.now();
      Optional<LegLock> lock = swap.lock(side);
      return new LegSight(
          lock.isEmpty()
              ? new LockState.Absent(false)
              : chain.lockState(lock.get(), swap.deadlines().of(side).lockBy()),
          head);
    } catch (UnavailableException down) {
      later(swap, side, down);
      return LegSight.NONE;
    }
  }

  private Swap tryOut(Swap swap, Sighting seen, SwapStep step) {
    try {
      return carryOut(swap, seen, step);
    } catch (UnavailableException down) {
      later(swap, step, down);
      return swap;
    }
  }

  private Swap carryOut(Swap swap, Sighting seen, SwapStep step) {
    return switch (step) {
      case SwapStep.Prepare s -> prepare(swap, s.side());
      case SwapStep.Lock s -> {
        chain(swap, s.side()).lock(swap.lock(s.side()).orElseThrow());
        yield swap;
      }
      case SwapStep.Release s -> {
        chain(swap, s.side()).release(swap.lock(s.side()).orElseThrow());
        yield swap;
      }
      case SwapStep.Reveal _ -> saved(swap.in(SwapPhase.REVEALED));
      case SwapStep.Unwind s -> saved(swap.unwinding(s.failure()));
      case SwapStep.Claim s -> claim(swap, seen, s.side());
      case SwapStep.Refund s -> {
        chain(swap, s.side()).refund(swap.lock(s.side()).orElseThrow());
        yield swap;
      }
      case SwapStep.Finish s -> finish(swap, seen, s.outcome());
    };
  }

  private Swap prepare(Swap swap, Side side) {
    Optional<LegLock> lock = leg(swap, side).office().prepare(swap, side);
    if (lock.isEmpty()) {
      return saved(swap.unwinding(SwapFailure.REFUSED));
    }
    requireTerms(swap, side, lock.get());
    Swap next = swap.prepared(side, lock.get());
    ports.store().save(next);
    return next;
  }

  /** A lock with other terms than the swap's would break what the deadlines are for. */
  private static void requireTerms(Swap swap, Side side, LegLock lock) {
    if (!lock.terms().hash().equals(swap.hash())
        || lock.terms().deadlineSeconds() != swap.deadlines().of(side).deadline()) {
      throw new IllegalStateException("the lock of " + swap.id() + " has other terms");
    }
  }

  private Swap claim(Swap swap, Sighting seen, Side side) {
    Bytes preimage = seen.preimage().orElseGet(() -> ports.preimages().open(swap));
    LegLock lock = swap.lock(side).orElseThrow();
    try {
      chain(swap, side).claim(lock, preimage);
    } catch (UnavailableException unanswered) {
      later(swap, side, unanswered); // it may have arrived all the same
    }
    if (swap.progress().published()) {
      return swap;
    }
    Swap next = swap.published();
    ports.store().save(next);
    return next;
  }

  private Swap finish(Swap swap, Sighting seen, SwapPhase outcome) {
    Swap next = swap.in(outcome);
    if (outcome == SwapPhase.SWAPPED) {
      ports.store().save(next, SwapProof.of(swap, seen));
      ports.listener().phaseChanged(next);
      return next;
    }
    if (outcome == SwapPhase.TORN) {
      LOG.error("swap {}: one leg was claimed and the other was not", swap.id());
    }
    return saved(next);
  }

  private Swap saved(Swap next) {
    ports.store().save(next);
    ports.listener().phaseChanged(next);
    return next;
  }

  private SwapLeg leg(Swap swap, Side side) {
    SwapLeg leg = ports.legs().get(swap.chains().of(side));
    if (leg == null) {
      throw new IllegalStateException("swap " + swap.id() + " is on a chain that is not here");
    }
    return leg;
  }

  private LockChain chain(Swap swap, Side side) {
    return leg(swap, side).chain();
  }

  private static void later(Swap swap, Object what, UnavailableException why) {
    LOG.warn("swap {}: {} is tried later: {}", swap.id(), what, why.getMessage());
  }
}
