package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;
import obscura.engine.core.WorldCommand;
import obscura.engine.core.disclosure.Audience;
import obscura.engine.core.disclosure.Disclosure;

/** What holds in every life of the venue, whatever happens in which order. */
final class SimulationProperties {
  static final int STEPS = 250;

  @Provide
  Arbitrary<Simulation> lives() {
    return Arbitraries.longs().map(seed -> Simulation.of(seed, STEPS));
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void theSameCommandsGiveTheSameEvents(@ForAll("lives") Simulation life) {
    var stage = new VenueStory() {};
    for (Simulation.Step step : life.history) {
      assertThat(stage.venue().handle(step.at(), step.command()))
          .as("%s", life)
          .isEqualTo(step.events());
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void jobsAreNumberedWithoutGapsAndAllAreAnswered(@ForAll("lives") Simulation life) {
    long last = 0;
    for (VenueEvent event : life.everything) {
      if (event instanceof WorkEvent.JobOrdered job) {
        assertThat(job.number()).as("%s", life).isEqualTo(++last);
      }
    }
    assertThat(life.venue().outstandingJobs(life.now)).as("%s", life).isEmpty();
  }

  /** {@code trust.md} 3: one selection for each request. */
  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void thePartiesSelectOnceForEachRequest(@ForAll("lives") Simulation life) {
    Set<Handle> selected = new HashSet<>();
    for (VenueEvent event : life.everything) {
      if (event instanceof WorkEvent.JobOrdered job && job.job() instanceof Job.SelectBest select) {
        assertThat(selected.add(select.request())).as("%s: %s", life, job).isTrue();
      }
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void aStatusNeverLeavesAFinalOne(@ForAll("lives") Simulation life) {
    Map<OrderId, OrderStatus> ended = new HashMap<>();
    for (VenueEvent event : life.events()) {
      for (Order order : orders(event)) {
        OrderStatus before = ended.get(order.id());
        if (before != null) {
          assertThat(order.status()).as("%s: %s", life, order.id()).isEqualTo(before);
        } else if (!order.status().isOpen()) {
          ended.put(order.id(), order.status());
        }
      }
    }
  }

  private static List<Order> orders(VenueEvent event) {
    return switch (event) {
      case OrderEvent.OrderReported e -> List.of(e.order());
      case OrderEvent.OrderFilled e -> List.of(e.order());
      case OrderEvent.OrdersReported e -> e.open();
      case OrderEvent.MassCancelScoped e -> e.open();
      default -> List.of();
    };
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void noTradeWithoutAnAcceptedQuoteOrTwoOpenOrders(@ForAll("lives") Simulation life) {
    Set<RfqId> shown = new HashSet<>();
    Map<RfqId, OrderId> accepts = new HashMap<>();
    Map<OrderId, OrderStatus> last = new HashMap<>();
    for (VenueEvent event : life.events()) {
      switch (event) {
        case RequestEvent.QuoteShown e -> shown.add(e.rfq());
        case RequestEvent.RequestEnded e -> shown.remove(e.rfq());
        case OrderEvent.OrderFilled e -> {
          if (!e.order().quoted()) {
            assertThat(last.get(e.order().id())).as("%s", life).matches(OrderStatus::isOpen);
          }
        }
        case TradeEvent.TradeAgreed e -> agreed(life, shown, accepts, e.trade());
        default -> {}
      }
      orders(event).forEach(order -> last.put(order.id(), order.status()));
    }
  }

  /** A shown quote is accepted once; several makers may fill that accept. */
  private static void agreed(
      Simulation life, Set<RfqId> shown, Map<RfqId, OrderId> accepts, Trade trade) {
    assertThat(trade.sides())
        .as("%s", life)
        .hasSize(2)
        .extracting(Trade.Leg::firm)
        .doesNotHaveDuplicates();
    OrderId accept = trade.sides().getFirst().order();
    trade
        .rfq()
        .filter(rfq -> accepts.putIfAbsent(rfq, accept) == null)
        .ifPresent(rfq -> assertThat(shown.remove(rfq)).as("%s: %s", life, rfq).isTrue());
    trade
        .rfq()
        .ifPresent(rfq -> assertThat(accepts.get(rfq)).as("%s: %s", life, rfq).isEqualTo(accept));
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void anOrderHasTheFillsThatThePartiesGaveItAndNoMore(@ForAll("lives") Simulation life) {
    Set<Handle> given = new HashSet<>();
    Map<Handle, Integer> told = new HashMap<>();
    Map<OrderId, List<Handle>> fills = new LinkedHashMap<>();
    for (Simulation.Step step : life.history) {
      if (step.command() instanceof WorldCommand.RecordOutcome outcome) {
        given.addAll(fills(outcome.outcome()));
      }
      for (VenueEvent event : step.events()) {
        if (event instanceof OrderEvent.OrderFilled e) {
          Handle fill = e.order().fills().getLast();
          assertThat(given).as("%s", life).contains(fill);
          told.merge(fill, 1, Integer::sum);
          fills.computeIfAbsent(e.order().id(), o -> new ArrayList<>()).add(fill);
          assertThat(e.order().fills()).as("%s", life).isEqualTo(fills.get(e.order().id()));
        }
      }
    }
    assertThat(told.keySet()).as("%s", life).isEqualTo(given);
    assertThat(told.values()).as("%s", life).allMatch(times -> times == 2);
  }

  private static List<Handle> fills(JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Matched m -> m.fills().stream().map(JobOutcome.Fill::fill).toList();
      case JobOutcome.Dealt a -> a.deals().stream().map(JobOutcome.Deal::fill).toList();
      default -> List.of();
    };
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void nobodyOutsideTheAudienceIsNamed(@ForAll("lives") Simulation life) {
    Map<ParticipantId, FirmId> firms = new HashMap<>();
    for (VenueEvent event : life.everything) {
      if (event instanceof obscura.engine.core.AccessEvent.ParticipantChanged e) {
        firms.put(e.participant().id(), e.participant().firm());
      }
      Audience audience = Disclosure.of(event);
      if (audience.everybody() || !audience.participants().isEmpty()) {
        Set<Object> allowed = new HashSet<>(audience.participants());
        audience.participants().forEach(p -> allowed.add(firms.get(p)));
        assertThat(Named.in(event)).as("%s: %s", life, event).isSubsetOf(allowed);
      }
    }
  }

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void everyMessageIsAnsweredOnce(@ForAll("lives") Simulation life) {
    var ledger = new Answers();
    life.history.forEach(ledger::take);
    assertThat(ledger.wrong()).as("%s", life).isEmpty();
  }
}
