package obscura.settlement.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Balance;
import obscura.settlement.core.Posted;
import obscura.settlement.core.SettlementOutcome.Settled;
import obscura.settlement.core.TradeInstruction;

/** Any sequence of fundings, reservations and trades, on a real database in memory. */
class LedgerProperties {
  private static final List<FirmId> FIRMS =
      List.of(new FirmId("ALICE"), new FirmId("BOB"), new FirmId("CAROL"));
  private static final List<String> TOKENS = List.of("ETH", "USDC", "SOL");

  @Property(tries = 100)
  void balancesAreThoseOfANaiveModelAndNothingIsLostOrNegative(@ForAll("steps") List<Step> steps) {
    try (Ledger ledger = Ledger.open(fresh(), LedgerContract.key(1))) {
      Model model = new Model();
      for (int i = 0; i < steps.size(); i++) {
        assertThat(steps.get(i).on(ledger, i)).isEqualTo(steps.get(i).on(model, i));
        assertThat(all(ledger)).isEqualTo(model.balances());
      }
      assertThat(totals(all(ledger))).isEqualTo(model.funded());
      assertThat(ledger.reconcile().breaks()).isEmpty();
    }
  }

  @Property(tries = 100)
  void repeatingAStepChangesNothing(@ForAll("steps") List<Step> steps) {
    try (Ledger ledger = Ledger.open(fresh(), LedgerContract.key(1))) {
      for (int i = 0; i < steps.size(); i++) {
        boolean done = steps.get(i).on(ledger, i);
        Map<FirmId, SortedMap<String, Balance>> after = all(ledger);
        long entries = ledger.reconcile().entries();
        assertThat(steps.get(i).on(ledger, i)).isEqualTo(done);
        assertThat(all(ledger)).isEqualTo(after);
        assertThat(ledger.reconcile().entries()).isEqualTo(entries);
      }
    }
  }

  @Property(tries = 100)
  void aRestartGivesTheSameBalances(@ForAll("steps") List<Step> steps) {
    LedgerConfig config = fresh();
    try (Ledger keepsTheDatabase = Ledger.open(config, LedgerContract.key(1))) {
      Map<FirmId, SortedMap<String, Balance>> before;
      try (Ledger ledger = Ledger.open(config, LedgerContract.key(1))) {
        for (int i = 0; i < steps.size(); i++) {
          steps.get(i).on(ledger, i);
        }
        before = all(ledger);
      }
      try (Ledger ledger = Ledger.open(config, LedgerContract.key(1))) {
        assertThat(all(ledger)).isEqualTo(before);
      }
      assertThat(all(keepsTheDatabase)).as("a second process sees the same").isEqualTo(before);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<BigDecimal> amounts =
        Arbitraries.integers().between(1, 400).map(n -> BigDecimal.valueOf(n, 2));
    Arbitrary<FirmId> firms = Arbitraries.of(FIRMS);
    Arbitrary<String> tokens = Arbitraries.of(TOKENS);
    Arbitrary<Step> fund = Combinators.combine(firms, tokens, amounts).as(Fund::new);
    Arbitrary<Step> hold = Combinators.combine(firms, tokens, amounts).as(Hold::new);
    Arbitrary<Step> free = Arbitraries.integers().between(0, 19).map(Free::new);
    Arbitrary<Step> trade =
        Combinators.combine(firms, firms, Arbitraries.of(0, 1, 2), amounts, amounts).as(Trade::new);
    return Arbitraries.frequencyOf(
            Tuple.of(4, fund), Tuple.of(2, hold), Tuple.of(1, free), Tuple.of(4, trade))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static LedgerConfig fresh() {
    return new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
  }

  private static Map<FirmId, SortedMap<String, Balance>> all(Ledger ledger) {
    Map<FirmId, SortedMap<String, Balance>> all = new HashMap<>();
    for (FirmId firm : FIRMS) {
      SortedMap<String, Balance> balances = new TreeMap<>(ledger.balances(firm));
      balances.values().removeIf(balance -> balance.total().signum() == 0);
      all.put(firm, balances);
    }
    return all;
  }

  private static SortedMap<String, BigDecimal> totals(Map<FirmId, SortedMap<String, Balance>> all) {
    SortedMap<String, BigDecimal> totals = new TreeMap<>();
    all.values()
        .forEach(balances ->
            balances.forEach(
                (token, balance) -> totals.merge(token, balance.total(), LedgerProperties::plus)));
    return totals;
  }

  private static BigDecimal plus(BigDecimal a, BigDecimal b) {
    return plain(a.add(b));
  }

  private static BigDecimal plain(BigDecimal a) {
    BigDecimal stripped = a.signum() == 0 ? BigDecimal.ZERO : a.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Something done to the ledger, number {@code i} of the sequence; tells whether it took. */
  sealed interface Step {
    boolean on(Ledger ledger, int i);

    boolean on(Model model, int i);
  }

  record Fund(FirmId firm, String token, BigDecimal amount) implements Step {
    @Override
    public boolean on(Ledger ledger, int i) {
      return took(ledger.fund(firm, token, amount, "f" + i));
    }

    @Override
    public boolean on(Model model, int i) {
      model.funded.merge(token, plain(amount), LedgerProperties::plus);
      return model.change(firm, token, amount, BigDecimal.ZERO);
    }
  }

  record Hold(FirmId firm, String token, BigDecimal amount) implements Step {
    @Override
    public boolean on(Ledger ledger, int i) {
      return took(ledger.reserve("r" + i, firm, token, amount));
    }

    @Override
    public boolean on(Model model, int i) {
      boolean held = model.change(firm, token, amount.negate(), amount);
      if (held) {
        model.holds.put(i, this);
      }
      return held;
    }
  }

  record Free(int reservation) implements Step {
    @Override
    public boolean on(Ledger ledger, int i) {
      return took(ledger.release("r" + reservation));
    }

    @Override
    public boolean on(Model model, int i) {
      Hold held = model.holds.get(reservation);
      if (held != null && !model.freed.contains(reservation)) {
        model.freed.add(reservation);
        model.change(held.firm, held.token, held.amount, held.amount.negate());
      }
      return held != null;
    }
  }

  record Trade(FirmId buyer, FirmId seller, int pair, BigDecimal base, BigDecimal quote)
      implements Step {
    private String baseToken() {
      return TOKENS.get(pair);
    }

    private String quoteToken() {
      return TOKENS.get((pair + 1) % TOKENS.size());
    }

    @Override
    public boolean on(Ledger ledger, int i) {
      TradeInstruction trade =
          new TradeInstruction(
              new TradeId(i), buyer, seller, baseToken(), quoteToken(), base, quote);
      return ledger.settle(trade) instanceof Settled;
    }

    @Override
    public boolean on(Model model, int i) {
      if (!model.has(seller, baseToken(), base) || !model.has(buyer, quoteToken(), quote)) {
        return false;
      }
      model.change(seller, baseToken(), base.negate(), BigDecimal.ZERO);
      model.change(buyer, baseToken(), base, BigDecimal.ZERO);
      model.change(buyer, quoteToken(), quote.negate(), BigDecimal.ZERO);
      return model.change(seller, quoteToken(), quote, BigDecimal.ZERO);
    }
  }

  private static boolean took(Posted posted) {
    return posted == Posted.APPLIED || posted == Posted.REPEATED;
  }

  /** Balances as a beginner would keep them: two numbers for each firm and token. */
  static final class Model {
    private final Map<FirmId, SortedMap<String, Balance>> balances = new HashMap<>();
    private final SortedMap<String, BigDecimal> funded = new TreeMap<>();
    private final Map<Integer, Hold> holds = new HashMap<>();
    private final List<Integer> freed = new ArrayList<>();

    Model() {
      FIRMS.forEach(firm -> balances.put(firm, new TreeMap<>()));
    }

    Map<FirmId, SortedMap<String, Balance>> balances() {
      return balances;
    }

    SortedMap<String, BigDecimal> funded() {
      return funded;
    }

    boolean has(FirmId firm, String token, BigDecimal amount) {
      return balances.get(firm).getOrDefault(token, Balance.NONE).available().compareTo(amount)
          >= 0;
    }

    boolean change(FirmId firm, String token, BigDecimal available, BigDecimal reserved) {
      Balance old = balances.get(firm).getOrDefault(token, Balance.NONE);
      if (old.available().add(available).signum() < 0) {
        return false;
      }
      Balance changed =
          new Balance(plus(old.available(), available), plus(old.reserved(), reserved));
      balances.get(firm).put(token, changed);
      if (changed.total().signum() == 0) {
        balances.get(firm).remove(token);
      }
      return true;
    }
  }
}
