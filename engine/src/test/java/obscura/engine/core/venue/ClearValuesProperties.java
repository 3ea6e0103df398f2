package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import obscura.domain.Handle;
import obscura.domain.Side;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;

/**
 * No command, event, job, outcome or snapshot has room for a price, a quantity, a side or the
 * instrument of an order: every number and text in them is named here, with what it is for.
 */
final class ClearValuesProperties {
  /** Ids of the venue, of participants and of requests to it, and of chains. */
  private static final Set<String> IDS =
      Set.of(
          "AcceptQuote.quoteId",
          "AccessState.answers",
          "AddOrder.arrival",
          "AlertRaised.reference",
          "CancelRefused.clientId",
          "CancelRefused.originalId",
          "ChainFacts.chain",
          "ChainFacts.transaction",
          "ClientId.value",
          "DeclineQuote.quoteId",
          "ExecId.value",
          "FirmId.value",
          "Handle.a",
          "Handle.b",
          "Handle.c",
          "Handle.d",
          "Instrument.number",
          "JobOrdered.number",
          "MakerReleased.quoteId",
          "MassCancelAnswered.clientId",
          "MessageRefused.reference",
          "MessageRefused.ticket",
          "Operation.operator",
          "Operation.request",
          "OrderId.value",
          "OrderRefused.clientId",
          "OrderRefused.ticket",
          "OrderReported.statusRequest",
          "OrderUnknown.statusRequest",
          "OrdersReported.requestId",
          "ParticipantId.value",
          "QueryOrder.requestId",
          "QueryOrders.requestId",
          "QueryQuote.reference",
          "QuoteId.value",
          "QuoteReported.quoteId",
          "QuoteReported.ticket",
          "QuoteShown.quoteId",
          "QuoteStatusAnswered.reference",
          "RecordOutcome.job",
          "RecordRefusal.original",
          "RecordRefusal.reference",
          "RecordRefusal.ticket",
          "ReplaceOrder.arrival",
          "RequestEnded.quoteId",
          "RequestRefused.requestId",
          "RequestRefused.ticket",
          "RfqId.value",
          "Shown.quoteId",
          "State.byShownId",
          "State.last",
          "State.lastArrival",
          "State.lastExec",
          "State.lastOrder",
          "State.lastQuote",
          "State.lastRfq",
          "State.pending",
          "TradeId.value",
          "UsedIds.ids");

  /** Public reference data of instruments, and which of them may trade. */
  private static final Set<String> REFERENCE_DATA =
      Set.of(
          "Accept.enabled",
          "AccessState.halts",
          "AccessState.instruments",
          "AddInstrument.assetId",
          "AddInstrument.chain",
          "AddInstrument.lot",
          "AddInstrument.symbol",
          "AddInstrument.tick",
          "AddOrder.enabled",
          "AdmitQuote.enabled",
          "AdmitRequest.enabled",
          "HaltInstrument.symbol",
          "Instrument.assetId",
          "Instrument.chain",
          "Instrument.lot",
          "Instrument.symbol",
          "Instrument.tick",
          "ReferencePrice.instance",
          "ReferencePrice.instrument",
          "ReferencePrice.oracle",
          "ReferencePrice.signature",
          "ReferencePrice.ticks",
          "ReferencePrice.timeMillis",
          "ReplaceOrder.enabled",
          "ResumeInstrument.symbol");

  /** Counts, codes, sequence numbers, weeks and nonces. */
  private static final Set<String> COUNTS =
      Set.of(
          "ChainFacts.block",
          "ChainFacts.confirms",
          "ChainFacts.needed",
          "Live.waiting",
          "MassCancelAnswered.count",
          "OperateSession.senderNumber",
          "OperateSession.targetNumber",
          "RecordSettlement.failCode",
          "RequestRefused.reason",
          "Stamp.nonce",
          "State.sweepWaits",
          "State.openOfTaker",
          "StatusTold.openOrders",
          "StatusTold.openRequests",
          "StatusTold.outstandingJobs",
          "StatusTold.unsettledTrades",
          "Trade.failCode",
          "Trade.reports",
          "UsedIds.nonces",
          "UsedIds.week",
          "VenueState.week");

  /** Words: of operators, of refusals, and the notes that matching does not look at. */
  private static final Set<String> WORDS =
      Set.of(
          "CancelRefused.detail",
          "MessageRefused.detail",
          "NoteInquiry.inquiry",
          "OperatorAnswered.action",
          "OperatorAnswered.text",
          "OrderNotes.account",
          "OrderNotes.capacity",
          "OrderNotes.client",
          "OrderNotes.trader",
          "OrderRefused.detail",
          "QuoteReported.detail",
          "RecordRefusal.detail",
          "RequestRefused.detail");

  /** Ciphertext: what settlement has the parties do. */
  private static final Set<String> SEALED = Set.of("AskParties.task", "Settle.task");

  @Example
  @Tag("property-1")
  @Tag("property-2")
  @Tag("property-9")
  @Tag("property-22")
  void everyNumberAndTextIsNamed() {
    Set<String> open = new TreeSet<>();
    reachable().stream()
        .flatMap(type -> parts(type).stream())
        .filter(part -> isOpen(part.type()))
        .forEach(part -> open.add(part.name()));
    Set<String> named = new TreeSet<>();
    List.of(IDS, REFERENCE_DATA, COUNTS, WORDS, SEALED).forEach(named::addAll);
    assertThat(open).isEqualTo(named);
  }

  @Example
  @Tag("property-22")
  void nothingHasRoomForASide() {
    assertThat(reachable().stream().flatMap(type -> parts(type).stream()).map(Part::type))
        .doesNotContain(Side.class);
    assertThat(reachable()).hasSizeGreaterThan(100).contains(Handle.class);
  }

  /** With the shares taken out by the test's parties, no event of a life says a value. */
  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  @Tag("property-1")
  @Tag("property-2")
  @Tag("property-9")
  void theSameLifeWithOtherValuesStartsWithTheSameWords(
      @ForAll @LongRange(min = 1, max = 1_000_000) long lots,
      @ForAll @LongRange(min = 1, max = 1_000_000) long ticks) {
    assertThat(opening(lots, ticks)).isEqualTo(opening(7, 7));
  }

  /** Everything that is said until the parties open something. */
  private static List<VenueEvent> opening(long lots, long ticks) {
    var stage = new VenueStory() {};
    stage.given(stage.ask(VenueStory.DESK1, "r1", stage.buy(lots, 0)));
    stage.given(stage.quote(VenueStory.MAKER1, "a1", "r1", stage.sell(lots, ticks)));
    stage.given(stage.order(VenueStory.DESK1, "o1", stage.buy(lots, ticks)));
    stage.given(stage.order(VenueStory.DESK2, "o2", stage.buy(lots, ticks)));
    stage.given(stage.replace(VenueStory.DESK2, "g2", "o2", stage.buy(lots + 1, ticks)));
    return stage.everything;
  }

  private record Part(String name, Type type) {}

  private static boolean isOpen(Type type) {
    return switch (type) {
      case ParameterizedType p -> {
        for (Type t : p.getActualTypeArguments()) {
          if (isOpen(t)) {
            yield true;
          }
        }
        yield false;
      }
      case Class<?> c ->
          Number.class.isAssignableFrom(c)
              || CharSequence.class.isAssignableFrom(c)
              || (c.isPrimitive() && c != boolean.class)
              || c == Side.class
              || c == Object.class;
      default -> true;
    };
  }

  private static Set<Class<?>> reachable() {
    Set<Class<?>> seen = new LinkedHashSet<>();
    List.of(VenueCommand.class, VenueEvent.class, Job.class, JobOutcome.class, VenueState.class)
        .forEach(type -> reach(type, seen));
    return seen;
  }

  private static void reach(Type type, Set<Class<?>> seen) {
    switch (type) {
      case ParameterizedType p -> {
        for (Type t : p.getActualTypeArguments()) {
          reach(t, seen);
        }
      }
      case Class<?> c -> {
        if (!c.getName().startsWith("obscura.") || c.isEnum() || !seen.add(c)) {
          return;
        }
        if (c.isSealed()) {
          for (Class<?> permitted : c.getPermittedSubclasses()) {
            reach(permitted, seen);
          }
        }
        parts(c).forEach(part -> reach(part.type(), seen));
      }
      default -> throw new AssertionError("a type that is not understood: " + type);
    }
  }

  private static List<Part> parts(Class<?> type) {
    List<Part> parts = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent c : type.getRecordComponents()) {
        parts.add(new Part(type.getSimpleName() + "." + c.getName(), c.getGenericType()));
      }
    } else if (!type.isInterface()) {
      for (Field f : type.getDeclaredFields()) {
        if (!Modifier.isStatic(f.getModifiers())) {
          parts.add(new Part(type.getSimpleName() + "." + f.getName(), f.getGenericType()));
        }
      }
    }
    return parts;
  }
}
