package obscura.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Prices are ticks, quantities lots, and ids read back as they were written. */
final class InstrumentProperties {
  private static Instrument instrument(BigDecimal tick, BigDecimal lot) {
    return new Instrument(1, "WETH-USDC", "eip155:1", "x", tick, lot, PricingRule.MIDPOINT);
  }

  @Property(tries = 500)
  void ticksAndPricesAreTheSameThing(
      @ForAll @LongRange(min = 1, max = Instrument.LIMIT - 1) long ticks,
      @ForAll @IntRange(min = 1, max = 1000) int step,
      @ForAll @IntRange(max = 18) int scale) {
    Instrument it = instrument(BigDecimal.valueOf(step, scale), BigDecimal.ONE);
    assertThat(it.ticks(it.price(ticks))).contains(ticks);
    assertThat(it.lots(it.quantity(ticks))).contains(ticks);
  }

  @Property(tries = 500)
  void whatIsNoMultipleIsNoPrice(
      @ForAll @LongRange(min = 0, max = 1_000_000_000) long ticks,
      @ForAll @IntRange(min = 2, max = 1000) int step,
      @ForAll @IntRange(min = 1, max = 999) int off) {
    Instrument it = instrument(BigDecimal.valueOf(step), BigDecimal.ONE);
    BigDecimal price = it.price(ticks).add(BigDecimal.valueOf(off, 3));
    assertThat(it.ticks(price)).isEmpty();
  }

  @Example
  void theEdgesOfTheRange() {
    Instrument it = instrument(new BigDecimal("0.01"), BigDecimal.ONE);
    assertThat(it.ticks(BigDecimal.ZERO)).isEmpty();
    assertThat(it.ticks(new BigDecimal("-0.01"))).isEmpty();
    assertThat(it.ticks(new BigDecimal("0.01"))).contains(1L);
    assertThat(it.ticks(it.price(Instrument.LIMIT - 1))).contains(Instrument.LIMIT - 1);
    assertThat(it.ticks(it.price(Instrument.LIMIT))).isEmpty();
    assertThat(it.ticks(new BigDecimal("1E+999999999"))).isEmpty();
    assertThat(it.ticks(new BigDecimal("1E-999999999"))).isEmpty();
    assertThat(it.ticks(new BigDecimal("1.000000"))).contains(100L);
  }

  @Example
  @Tag("property-27")
  void anInstrumentNamesItsPairAndItsChain() {
    Instrument it = instrument(BigDecimal.ONE, BigDecimal.ONE);
    assertThat(it.base()).isEqualTo("WETH");
    assertThat(it.quote()).isEqualTo("USDC");
    assertThat(it.chain()).isEqualTo("eip155:1");
    for (String bad : new String[] {"", "WETH", "WETH-", "-USDC", "weth-usdc", "A-B-C", "A B-C"}) {
      assertThat(Instrument.isSymbol(bad)).as(bad).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new Instrument(
                  1, bad, "c", "x", BigDecimal.ONE, BigDecimal.ONE, PricingRule.MIDPOINT));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument(BigDecimal.ZERO, BigDecimal.ONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instrument(BigDecimal.ONE, new BigDecimal("-1")));
  }

  @Property(tries = 300)
  @Tag("property-5")
  void idsReadBackAsTheyAreWrittenAndOfOtherNumbersDiffer(
      @ForAll @LongRange(min = 0) long a, @ForAll @LongRange(min = 0) long b) {
    check(a, b, OrderId::new, OrderId.parse(new OrderId(a).toString()));
    check(a, b, QuoteId::new, QuoteId.parse(new QuoteId(a).toString()));
    check(a, b, RfqId::new, RfqId.parse(new RfqId(a).toString()));
    check(a, b, TradeId::new, TradeId.parse(new TradeId(a).toString()));
  }

  private static <T> void check(long a, long b, LongFunction<T> id, Optional<T> readBack) {
    assertThat(readBack).contains(id.apply(a));
    assertThat(id.apply(a).toString().equals(id.apply(b).toString())).isEqualTo(a == b);
    assertThat(ClientId.isValid(id.apply(a).toString())).isTrue();
  }

  @Property(tries = 300)
  void whatIsNotWrittenByUsIsNoIdOfOurs(@ForAll String text) {
    OrderId.parse(text).ifPresent(id -> assertThat(id).hasToString(text));
    assertThat(OrderId.parse("o1")).isEmpty();
    assertThat(OrderId.parse("O01")).isEmpty();
    assertThat(OrderId.parse("O")).isEmpty();
    assertThat(OrderId.parse("Q1")).isEmpty();
    assertThat(OrderId.parse("OZZZZZZZZZZZZZZ")).isEmpty();
  }
}
