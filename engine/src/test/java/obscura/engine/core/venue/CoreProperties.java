package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.ExecId;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.Stamp;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;

/** The properties of the design that the core decides, by their numbers. */
final class CoreProperties {
  @Provide
  Arbitrary<Simulation> lives() {
    return Arbitraries.longs().map(seed -> Simulation.of(seed, 200));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-5")
  void noIdIsGivenTwice(@ForAll("lives") Simulation life) {
    List<Object> given = new ArrayList<>();
    for (VenueEvent event : life.everything) {
      switch (event) {
        case RequestEvent.RequestOpened e -> given.add(e.rfq());
        case RequestEvent.QuoteShown e -> given.add(e.quoteId());
        case TradeEvent.TradeAgreed e -> given.add(e.trade().id());
        case TradeEvent.TradeBusted e -> given.addAll(List.of(e.firstExec(), e.secondExec()));
        default -> exec(event).ifPresent(given::add);
      }
    }
    assertThat(given).as("%s", life).doesNotHaveDuplicates();
    assertThat(orders(life)).as("%s", life).doesNotHaveDuplicates();
  }

  private static Optional<ExecId> exec(VenueEvent event) {
    return switch (event) {
      case OrderEvent.OrderReported e -> Optional.of(e.exec());
      case OrderEvent.OrderFilled e -> Optional.of(e.exec());
      case OrderEvent.OrderRefused e -> Optional.of(e.exec());
      case OrderEvent.MassCancelAnswered e -> Optional.of(e.exec());
      case OrderEvent.OrdersReported e -> Optional.of(e.exec());
      case OrderEvent.OrderUnknown e -> Optional.of(e.exec());
      default -> Optional.empty();
    };
  }

  private static List<OrderId> orders(Simulation life) {
    return life.everything.stream()
        .filter(OrderEvent.OrderReported.class::isInstance)
        .map(OrderEvent.OrderReported.class::cast)
        .filter(e -> e.type() == ReportType.NEW)
        .map(e -> e.order().id())
        .toList();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-6")
  void aQuoteIsCheckedAgainstTheRequestThatItsMakerWasAskedUnder(@ForAll("lives") Simulation life) {
    Map<ClientId, RequestEvent.MakerAsked> asked = new HashMap<>();
    for (Simulation.Step step : life.history) {
      for (VenueEvent event : step.events()) {
        if (event instanceof RequestEvent.MakerAsked e) {
          asked.put(e.alias(), e);
        }
        if (event instanceof JobOrdered job && job.job() instanceof Job.AdmitQuote admit) {
          var quote = (RequestCommand.SubmitQuote) step.command();
          assertThat(admit.request()).as("%s", life).isEqualTo(asked.get(quote.alias()).terms());
          assertThat(admit.maker()).isEqualTo(asked.get(quote.alias()).participant());
          assertThat(quote.maker()).isEqualTo(admit.maker());
        }
      }
    }
  }

  @Property(tries = 200)
  @Tag("property-7")
  void aQuoteAfterTheWindowIsRefused(
      @ForAll @LongRange(min = -1_999, max = 120_000) long late, @ForAll boolean othersQuoted) {
    var stage = new VenueStory() {};
    stage.given(stage.ask(VenueStory.DESK1, "r1", stage.buy(10, 0)));
    if (othersQuoted) {
      stage.given(stage.quote(VenueStory.MAKER2, "b1", "r1", stage.sell(10, 105)));
    }
    stage.now = stage.now.plus(VenueStory.WINDOW).plusMillis(late);
    stage.when(stage.quote(VenueStory.MAKER1, "a1", "r1", stage.sell(10, 1)));
    boolean admitted = stage.jobs().anyMatch(j -> j.job() instanceof Job.AdmitQuote);
    assertThat(admitted).isEqualTo(late < 0);
    if (late >= 0) {
      assertThat(stage.spoken().map(Transcript::line))
          .contains("MAKER1 < AI 297=5 117=a1 20040=311");
    }
  }

  @Property(tries = 200)
  @Tag("property-8")
  void aCancelledRequestIsNeitherSelectedNorDealtAndAllWhoQuotedHearOfIt(
      @ForAll @IntRange(max = 7) int quoted,
      @ForAll @IntRange(max = 9) int answered,
      @ForAll boolean disconnected) {
    var stage = new VenueStory() {};
    stage.given(stage.ask(VenueStory.DESK1, "r1", stage.buy(10, 0)));
    Set<String> quoters = new LinkedHashSet<>();
    for (int m = 0; m < 3; m++) {
      ParticipantId maker = VenueStory.MAKERS.get(m);
      if (((quoted >> m) & 1) == 1) {
        stage.tell(stage.quote(maker, "q" + m, "r1", stage.sell(10, 100 + m)));
        quoters.add(maker + " < released REMOVED 117=q" + m);
      } else {
        stage.tell(VenueStory.noThanks(maker, "r1"));
      }
    }
    for (int i = 0; i < answered && stage.parties.outstanding() > 0; i++) {
      stage.answer();
    }
    stage.when(
        disconnected
            ? VenueStory.drop(VenueStory.DESK1)
            : VenueStory.cancelRequest(VenueStory.DESK1, "r1"));
    if (quoted > 0) {
      assertThat(stage.spoken().map(Transcript::line)).containsAll(quoters);
    }
    stage.heard.clear();
    stage.answerAll();
    stage.pass(VenueStory.LIFETIME);
    assertThat(stage.heard).isEmpty();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-13")
  void aCancelledOrderIsNeverFilledAgainAndIsOutOfTheBook(@ForAll("lives") Simulation life) {
    Set<OrderId> cancelled = new HashSet<>();
    for (Simulation.Step step : life.history) {
      for (VenueEvent event : step.events()) {
        if (event instanceof OrderEvent.OrderFilled e) {
          assertThat(cancelled).as("%s", life).doesNotContain(e.order().id());
        }
        if (event instanceof OrderEvent.OrderReported e && e.type() == ReportType.CANCELLED) {
          assertThat(cancelled.add(e.order().id())).as("%s", life).isTrue();
          assertThat(step.command()).as("%s", life).isInstanceOf(WorldCommand.RecordOutcome.class);
        }
      }
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-14")
  void aReplaceIsOneJobAndOneReport(@ForAll("lives") Simulation life) {
    Map<Long, Job.ReplaceOrder> ordered = new HashMap<>();
    Map<Handle, Handle> standing = new HashMap<>();
    for (Simulation.Step step : life.history) {
      for (VenueEvent event : step.events()) {
        if (event instanceof JobOrdered j && j.job() instanceof Job.ReplaceOrder replace) {
          ordered.put(j.number(), replace);
        }
      }
      if (step.command() instanceof WorldCommand.RecordOutcome c && ordered.containsKey(c.job())) {
        Job.ReplaceOrder job = ordered.get(c.job());
        var outcome = (JobOutcome.Matched) c.outcome();
        boolean replaced = outcome.valid() && !outcome.ended();
        assertThat(standing.putIfAbsent(job.order(), job.replacement()) == null || !replaced)
            .as("%s: the old terms are replaced once", life)
            .isTrue();
        if (!replaced) {
          standing.remove(job.order(), job.replacement());
        }
        assertThat(replacedIn(step)).as("%s", life).hasSize(replaced ? 1 : 0);
        replacedIn(step).forEach(order -> assertThat(order.terms()).isEqualTo(job.replacement()));
      }
    }
  }

  private static List<Order> replacedIn(Simulation.Step step) {
    return step.events().stream()
        .filter(OrderEvent.OrderReported.class::isInstance)
        .map(OrderEvent.OrderReported.class::cast)
        .filter(e -> e.type() == ReportType.REPLACED)
        .map(OrderEvent.OrderReported::order)
        .toList();
  }

  @Property(tries = 200)
  @Tag("property-14")
  void aRefusedReplaceChangesNothing(@ForAll @IntRange(max = 30) int lots, @ForAll boolean sells) {
    var stage = new VenueStory() {};
    stage.given(stage.order(VenueStory.DESK1, "o1", stage.buy(10, 100)));
    Handle terms = sells ? stage.sell(lots, 100) : stage.buy(lots, 100);
    stage.whenAnswered(stage.replace(VenueStory.DESK1, "g1", "o1", terms));
    boolean refused = stage.spoken().anyMatch(OrderEvent.CancelRefused.class::isInstance);
    assertThat(refused).isEqualTo(sells);
    stage.whenAnswered(stage.order(VenueStory.DESK2, "o2", stage.sell(10, 100)));
    long expected = sells ? 10 : Math.min(lots, 10);
    assertThat(stage.parties.dealt.values().stream().mapToLong(Parties.Dealt::lots).sum())
        .isEqualTo(expected);
  }

  @Property(tries = 200)
  @Tag("property-20")
  void aNonceIsTakenOnceAndOnlyIfItRises(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 15) Long> nonces) {
    var stage = new VenueStory() {};
    long highest = -1;
    for (int i = 0; i < nonces.size(); i++) {
      stage.whenAnswered(numbered(stage, "o" + i, nonces.get(i)));
      boolean refused = stage.spoken().anyMatch(e -> isRefused(e, VenueCode.NONCE));
      assertThat(refused).isEqualTo(nonces.get(i) <= highest);
      assertThat(stage.jobs().count()).isEqualTo(refused ? 0 : 1);
      highest = Math.max(highest, nonces.get(i));
    }
  }

  private static OrderCommand.SubmitOrder numbered(VenueStory stage, String clientId, long nonce) {
    var stamp = new Stamp(stage.now, Optional.of(nonce), false);
    return VenueStory.order(
        VenueStory.DESK1, clientId, stage.buy(1, 1), TimeInForce.DAY, Optional.empty(), stamp);
  }

  @Property(tries = 200)
  @Tag("property-20")
  void anIdIsTakenOnceAWeek(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 5) Integer> names,
      @ForAll @IntRange(max = 4) int hoursBetween) {
    var stage = new VenueStory() {};
    Set<Integer> used = new HashSet<>();
    for (int name : names) {
      stage.whenAnswered(stage.order(VenueStory.DESK1, "o" + name, stage.buy(1, 1)));
      boolean refused = stage.spoken().anyMatch(e -> isRefused(e, VenueCode.DUPLICATE_ID));
      assertThat(refused).isEqualTo(!used.add(name));
      stage.pass(Duration.ofHours(hoursBetween));
      stage.answerAll();
    }
  }

  private static boolean isRefused(VenueEvent event, VenueCode code) {
    return switch (event) {
      case OrderEvent.OrderRefused e -> e.code().equals(Optional.of(code));
      case RequestEvent.RequestRefused e -> e.code().equals(Optional.of(code));
      case RequestEvent.QuoteReported e ->
          e.status() == QuoteStatus.REJECTED && e.code().equals(Optional.of(code));
      default -> false;
    };
  }

  @Property(tries = 300)
  @Tag("property-21")
  void whatIsOlderThanFiveMinutesIsRefused(
      @ForAll @LongRange(min = -400_000, max = 20_000) long millis, @ForAll boolean request) {
    var stage = new VenueStory() {};
    var stamp = new Stamp(stage.now.plusMillis(millis), Optional.empty(), false);
    stage.when(
        request
            ? stage.ask(VenueStory.DESK1, "r1", stage.buy(1, 0), stamp, false)
            : VenueStory.order(
                VenueStory.DESK1, "o1", stage.buy(1, 1), TimeInForce.DAY, Optional.empty(), stamp));
    boolean fresh = millis >= -300_000 && millis <= 5_000;
    assertThat(stage.jobs().count()).isEqualTo(fresh ? 1 : 0);
    assertThat(stage.spoken().anyMatch(e -> isRefused(e, VenueCode.STALE_TIME))).isEqualTo(!fresh);
  }

  @Property(tries = 200)
  @Tag("property-27")
  void thePartiesAreGivenExactlyTheInstrumentsThatTrade(
      @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> switched) {
    var stage = new VenueStory() {};
    List<String> symbols = List.of("WETH-USDC", "WBTC-USDC", "SOL-USDC", "A-B", "C-D", "E-F");
    symbols.subList(1, symbols.size()).forEach(symbol -> stage.given(stage.list(symbol)));
    Set<Integer> halted = new HashSet<>();
    for (int i : switched) {
      boolean halts = halted.add(i);
      if (!halts) {
        halted.remove(i);
      }
      stage.given(
          halts
              ? new OperatorCommand.HaltInstrument(stage.operation(), symbols.get(i))
              : new OperatorCommand.ResumeInstrument(stage.operation(), symbols.get(i)));
    }
    List<Long> trading = new ArrayList<>();
    for (int i = 0; i < symbols.size(); i++) {
      if (!halted.contains(i)) {
        trading.add(i + 1L);
      }
    }
    stage.when(stage.order(VenueStory.DESK1, "o1", stage.buy(1, 1)));
    assertThat(enabled(stage)).isEqualTo(trading);
    stage.when(stage.ask(VenueStory.DESK1, "r1", stage.buy(1, 0)));
    assertThat(enabled(stage)).isEqualTo(trading);
  }

  private static List<Long> enabled(VenueStory stage) {
    return switch (stage.jobs().findFirst().orElseThrow().job()) {
      case Job.AddOrder job -> job.enabled();
      case Job.AdmitRequest job -> job.enabled();
      default -> throw new AssertionError("another job was expected");
    };
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-8")
  void aRequestEndsOnceAndAnEndedOneIsNeverShown(@ForAll("lives") Simulation life) {
    Set<RfqId> ended = new HashSet<>();
    for (VenueEvent event : life.everything) {
      switch (event) {
        case RequestEvent.RequestEnded e -> assertThat(ended.add(e.rfq())).as("%s", life).isTrue();
        case RequestEvent.QuoteShown e -> assertThat(ended).as("%s", life).doesNotContain(e.rfq());
        case TradeEvent.TradeAgreed e ->
            e.trade().rfq().ifPresent(rfq -> assertThat(ended.add(rfq)).as("%s", life).isTrue());
        default -> {}
      }
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-13")
  void whatIsOverStaysOutOfMassStatus(@ForAll("lives") Simulation life) {
    for (VenueEvent event : life.everything) {
      if (event instanceof OrderEvent.OrdersReported e) {
        assertThat(e.open()).as("%s", life).allMatch(order -> order.status().isOpen());
      }
      if (event instanceof OrderEvent.OrderFilled e) {
        assertThat(e.order().status())
            .as("%s", life)
            .isIn(OrderStatus.PARTIALLY_FILLED, OrderStatus.FILLED);
      }
    }
  }
}
