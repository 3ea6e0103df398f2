package obscura.settlement.service.evm;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.FeeMarket;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;

/** An endpoint behind a circuit breaker: one that fails is left alone for a while. Any thread. */
public final class GuardedChain implements Chain {
  private final Chain endpoint;
  private final CircuitBreaker breaker;

  public GuardedChain(Chain endpoint, CircuitBreaker breaker) {
    this.endpoint = endpoint;
    this.breaker = breaker;
  }

  @Override
  public BlockRef head() {
    return guarded(endpoint::head);
  }

  @Override
  public Optional<Block> block(long number) {
    return guarded(() -> endpoint.block(number));
  }

  @Override
  public long nonce(long block) {
    return guarded(() -> endpoint.nonce(block));
  }

  @Override
  public Optional<Receipt> receipt(Bytes transaction) {
    return guarded(() -> endpoint.receipt(transaction));
  }

  @Override
  public boolean isSettled(TradeId trade, long block) {
    return guarded(() -> endpoint.isSettled(trade, block));
  }

  @Override
  public Optional<Inclusion> batch(long number) {
    return guarded(() -> endpoint.batch(number));
  }

  @Override
  public OptionalLong gas(Bytes call) {
    return guarded(() -> endpoint.gas(call));
  }

  @Override
  public FeeMarket fees() {
    return guarded(endpoint::fees);
  }

  private <T> T guarded(Supplier<T> question) {
    try {
      return breaker.executeSupplier(question);
    } catch (CallNotPermittedException open) {
      throw new UnavailableException(breaker.getName() + " failed and is left alone", open);
    }
  }
}
