package obscura.settlement.service;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.Fees;
import obscura.settlement.service.core.Step;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.TransactionSigner.Draft;
import obscura.settlement.service.port.TransactionSigner.Signed;

/** Prices, signs and hands out transactions. One thread. */
final class Sender {
  private static final long EMPTY_GAS = 21_000;
  private static final long RESERVE_PERCENT = 120;
  private static final long HUNDRED = 100;
  private static final long BASIS_POINTS = 10_000;
  private static final Duration RESEND_AFTER = Duration.ofSeconds(5);

  private final ServiceConfig config;
  private final ServicePorts ports;
  private final Map<Bytes, Instant> handedOut = new HashMap<>();

  Sender(ServiceConfig config, ServicePorts ports) {
    this.config = config;
    this.ports = ports;
  }

  /** What became of an attempt to price a transaction. */
  sealed interface Drafted {
    /** Signed; to be written down, then sent. */
    record Ready(Attempt attempt) implements Drafted {}

    /** Not now: the market is above the cap. */
    record Wait() implements Drafted {}

    /** It may not be raised any more. */
    record TooDear() implements Drafted {}

    /** The contract would revert it. */
    record WouldRevert() implements Drafted {}
  }

  /**
   * Makes the transaction of a step; sends nothing.
   *
   * @param settledNonce nonces below are used for good. Those above are skipped only for ours: a
   *     strange transaction may leave the chain again, and its nonce would hold all others up
   */
  Drafted draft(Batch batch, Step.Write write, long settledNonce, List<TradeEntry> trades) {
    FeeMarket market = chain().fees();
    FeePolicy policy = config.fees();
    Optional<Attempt> before = write.replaces();
    if (write.kind() == Attempt.Kind.EMPTY) {
      Attempt replaced = before.orElseThrow();
      Fees fees = policy.replacing(replaced.fees(), market);
      return signed(new Draft(write.kind(), replaced.nonce(), EMPTY_GAS, fees, Bytes.zeros(0)));
    }
    Optional<Fees> fees =
        before.isPresent() ? policy.raised(before.get().fees(), market) : policy.first(market);
    if (fees.isEmpty()) {
      alert(Alert.Kind.FEE_CAP, batch, "a settlement now costs more than the configured cap");
      return before.isPresent() ? new Drafted.TooDear() : new Drafted.Wait();
    }
    OptionalLong gas = gas(batch);
    if (gas.isEmpty()) {
      return new Drafted.WouldRevert();
    }
    long nonce =
        before
            .map(Attempt::nonce)
            .orElseGet(() -> Math.max(settledNonce, ports.store().nextNonce()));
    warnOfShare(batch, fees.get().cost(gas.getAsLong()), trades);
    return signed(
        new Draft(write.kind(), nonce, gas.getAsLong(), fees.get(), batch.call().orElseThrow()));
  }

  /** Sends now. */
  void send(Batch batch, Attempt attempt) {
    handedOut.put(attempt.hash(), ports.clock().instant());
    switch (ports.onChain().outlet().send(attempt)) {
      case TAKEN, NONCE_USED, UNDERPRICED -> {}
      case NO_FUNDS -> alert(Alert.Kind.UNREACHABLE, batch, "the paying account has no funds");
      case REFUSED -> alert(Alert.Kind.UNREACHABLE, batch, attempt + " was refused");
    }
  }

  /** Sends again unless that was done a moment ago. */
  void resend(Batch batch, Attempt attempt) {
    Instant last = handedOut.getOrDefault(attempt.hash(), Instant.MIN);
    if (last.isBefore(ports.clock().instant().minus(RESEND_AFTER))) {
      send(batch, attempt);
    }
  }

  /** Forgets when a batch's transactions were sent. */
  void forget(Batch batch) {
    batch.attempts().forEach(attempt -> handedOut.remove(attempt.hash()));
  }

  private Drafted signed(Draft draft) {
    Signed signed = ports.onChain().signer().sign(draft);
    return new Drafted.Ready(
        new Attempt(
            draft.kind(),
            draft.nonce(),
            draft.gasLimit(),
            draft.fees(),
            signed.raw(),
            signed.hash(),
            ports.clock().instant()));
  }

  private OptionalLong gas(Batch batch) {
    Optional<Attempt> settle =
        batch.attempts().stream().filter(a -> a.kind() == Attempt.Kind.SETTLE).findFirst();
    if (settle.isPresent()) {
      return OptionalLong.of(settle.get().gasLimit());
    }
    OptionalLong estimate = chain().gas(batch.call().orElseThrow());
    return estimate.isPresent()
        ? OptionalLong.of(estimate.getAsLong() * RESERVE_PERCENT / HUNDRED)
        : estimate;
  }

  private void warnOfShare(Batch batch, BigInteger cost, List<TradeEntry> trades) {
    BigInteger each =
        cost.divide(BigInteger.valueOf(trades.size())).multiply(BigInteger.valueOf(BASIS_POINTS));
    BigInteger share = BigInteger.valueOf(config.feeShareBasisPoints());
    boolean above =
        trades.stream()
            .flatMap(t -> ports.offChain().values().wei(t.instruction()).stream())
            .anyMatch(value -> each.compareTo(value.multiply(share)) > 0);
    if (above) {
      alert(Alert.Kind.FEE_SHARE, batch, "fees are above the configured share of a trade");
    }
  }

  private Chain chain() {
    return ports.onChain().chain();
  }

  private void alert(Alert.Kind kind, Batch batch, String text) {
    ports.offChain().alerts().alert(new Alert(kind, batch.number(), text));
  }
}
