package obscura.engine.adapter.settlement;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What monitoring sees of a rail on a chain. Names no trade and no amount of one. */
record RailMeters(
    LongSupplier batchesPending,
    Supplier<Optional<BigInteger>> baseFeeWei,
    Supplier<Optional<BigInteger>> payerWei) {
  private static final BigDecimal GWEI = BigDecimal.TEN.pow(9);

  void register(MeterRegistry registry) {
    Gauge.builder("obscura.settlement.batches.pending", () -> batchesPending.getAsLong())
        .register(registry);
    Gauge.builder("obscura.settlement.gas.price.gwei", () -> gwei(baseFeeWei.get()))
        .register(registry);
    Gauge.builder("obscura.settlement.payer.balance.gwei", () -> gwei(payerWei.get()))
        .register(registry);
  }

  /** A gauge is a double; what is not known yet is no number. */
  private static double gwei(Optional<BigInteger> wei) {
    return wei.map(each -> new BigDecimal(each).divide(GWEI).doubleValue()).orElse(Double.NaN);
  }
}
