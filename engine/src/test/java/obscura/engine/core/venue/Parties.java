package obscura.engine.core.venue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand.RecordOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The three parties as one that sees everything: executes jobs on clear values, in their order, but
 * only when the test says so. A test may put another outcome in the place of the next.
 */
final class Parties {
  /** What stands behind a handle. */
  record Values(long instrument, boolean sells, long lots, long ticks) {}

  /** What stands behind the handle of a fill. */
  record Dealt(Handle incoming, Handle contra, long lots, long ticks) {}

  private record Resting(Handle handle, FirmId firm, long arrival, long filled) {
    Resting filledBy(long lots) {
      return new Resting(handle, firm, arrival, filled + lots);
    }
  }

  private record Asked(
      boolean twoWay, boolean allowPartial, boolean allowSplit, List<Handle> quotes) {
    boolean takesLess() {
      return allowPartial || allowSplit;
    }
  }

  private final Map<Handle, Values> values = new LinkedHashMap<>();
  private final Map<Handle, Asked> requests = new LinkedHashMap<>();
  private final Map<Handle, Handle> selections = new LinkedHashMap<>();
  private final Map<Handle, Long> composed = new LinkedHashMap<>();
  private final Map<Handle, Resting> book = new LinkedHashMap<>();
  private final Deque<JobOrdered> waiting = new ArrayDeque<>();
  final Map<Handle, Dealt> dealt = new LinkedHashMap<>();
  private long lastHandle;

  /** Shares values, as a gateway would. */
  Handle share(Values shared) {
    Handle handle = fresh();
    values.put(handle, shared);
    return handle;
  }

  private Handle fresh() {
    return new Handle(0, 0, 0, ++lastHandle);
  }

  void take(JobOrdered job) {
    waiting.add(job);
  }

  int outstanding() {
    return waiting.size();
  }

  /** Executes the oldest job; the answer is for the venue. */
  RecordOutcome answer() {
    JobOrdered next = waiting.remove();
    return new RecordOutcome(next.number(), execute(next.job()));
  }

  /** Answers the oldest job with this and executes nothing. */
  RecordOutcome answer(JobOutcome instead) {
    return new RecordOutcome(waiting.remove().number(), instead);
  }

  private JobOutcome execute(Job job) {
    return switch (job) {
      case Job.AdmitRequest j -> admit(j);
      case Job.AdmitQuote j -> admit(j);
      case Job.WithdrawQuote j -> {
        Optional.ofNullable(requests.get(j.request())).ifPresent(r -> r.quotes().remove(j.quote()));
        yield new JobOutcome.Done();
      }
      case Job.SelectBest j -> select(j);
      case Job.Accept j -> accept(j);
      case Job.CloseRequest j -> {
        requests.remove(j.request());
        yield new JobOutcome.Done();
      }
      case Job.AddOrder j -> add(j);
      case Job.RemoveOrder j -> new JobOutcome.Removed(book.remove(j.order()) != null);
      case Job.ReplaceOrder j -> replace(j);
      case Job.Sweep j -> new JobOutcome.Swept(Optional.empty(), refused(), false);
      case Job.SetReference j -> new JobOutcome.Admitted(true);
      case Job.Settle j -> new JobOutcome.Done();
    };
  }

  private JobOutcome admit(Job.AdmitRequest j) {
    Values asked = values.get(j.request());
    boolean valid = j.enabled().contains(asked.instrument()) && asked.lots() > 0;
    if (valid) {
      requests.put(
          j.request(), new Asked(j.twoWay(), j.allowPartial(), j.allowSplit(), new ArrayList<>()));
    }
    return new JobOutcome.Admitted(valid);
  }

  private JobOutcome admit(Job.AdmitQuote j) {
    Asked request = requests.get(j.request());
    Values quote = values.get(j.quote());
    boolean alone = j.firstSide().isPresent() && !hasFirst(request, j);
    if (request == null || alone) {
      return new JobOutcome.Admitted(false);
    }
    Values asked = values.get(j.request());
    boolean valid =
        j.enabled().contains(quote.instrument())
            && quote.ticks() > 0
            && quote.instrument() == asked.instrument()
            && (request.twoWay() || quote.sells() != asked.sells())
            && (request.takesLess() || quote.lots() >= asked.lots());
    if (valid) {
      request.quotes().removeAll(j.replaces());
      request.quotes().add(j.quote());
    } else {
      j.firstSide().ifPresent(request.quotes()::remove);
    }
    return new JobOutcome.Admitted(valid);
  }

  private static boolean hasFirst(@Nullable Asked request, Job.AdmitQuote j) {
    return request != null && j.firstSide().filter(request.quotes()::contains).isPresent();
  }

  private JobOutcome select(Job.SelectBest j) {
    Asked request = requests.get(j.request());
    if (request == null) {
      return new JobOutcome.Selected(Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (request.allowSplit()) {
      return compose(request, values.get(j.request()).lots());
    }
    Optional<Handle> offer = best(request, true);
    Optional<Handle> bid = best(request, false);
    return request.twoWay()
        ? new JobOutcome.Selected(Optional.empty(), offer, bid)
        : new JobOutcome.Selected(offer.or(() -> bid), Optional.empty(), Optional.empty());
  }

  private Optional<Handle> best(Asked request, boolean sells) {
    Comparator<Handle> byPrice = Comparator.comparingLong(q -> values.get(q).ticks());
    return request.quotes().stream()
        .filter(q -> values.get(q).sells() == sells)
        .min(sells ? byPrice : byPrice.reversed())
        .map(this::selection);
  }

  private Handle selection(Handle quote) {
    Handle shown = fresh();
    selections.put(shown, quote);
    return shown;
  }

  private JobOutcome compose(Asked request, long asked) {
    if (request.quotes().isEmpty()) {
      return new JobOutcome.Composed(false, Optional.empty());
    }
    long total = shared(request, asked).values().stream().mapToLong(lots -> lots).sum();
    Handle terms = fresh();
    boolean enough = request.allowPartial() || total == asked;
    if (enough) {
      composed.put(terms, total);
    }
    return new JobOutcome.Composed(enough, Optional.of(terms));
  }

  /** What each quote gives, best price first. */
  private Map<Handle, Long> shared(Asked request, long asked) {
    Comparator<Handle> byPrice = Comparator.comparingLong(q -> values.get(q).ticks());
    boolean sells = values.get(request.quotes().getFirst()).sells();
    Map<Handle, Long> shared = new LinkedHashMap<>();
    long left = asked;
    for (Handle quote :
        request.quotes().stream().sorted(sells ? byPrice : byPrice.reversed()).toList()) {
      long lots = Math.min(left, values.get(quote).lots());
      left -= lots;
      if (lots > 0) {
        shared.put(quote, lots);
      }
    }
    return shared;
  }

  /** Prices are not looked at here: the parties' own tests do that. */
  private JobOutcome acceptOfSeveral(Job.Accept j, Asked request) {
    Values taker = values.get(j.taker());
    Values asked = values.get(j.request());
    long total = composed.getOrDefault(j.selection(), 0L);
    boolean fits = request.allowPartial() ? taker.lots() <= total : taker.lots() == total;
    if (taker.lots() <= 0 || taker.sells() != asked.sells() || !fits) {
      return new JobOutcome.Accepted(Optional.empty(), Optional.empty());
    }
    requests.remove(j.request());
    List<JobOutcome.Deal> deals = new ArrayList<>();
    shared(request, taker.lots())
        .forEach((quote, lots) ->
            deals.add(
                new JobOutcome.Deal(
                    quote, deal(j.taker(), quote, lots, values.get(quote).ticks()))));
    return deals.size() == 1
        ? new JobOutcome.Accepted(
            Optional.of(deals.getFirst().quote()), Optional.of(deals.getFirst().fill()))
        : new JobOutcome.AcceptedOfSeveral(List.copyOf(deals));
  }

  private JobOutcome accept(Job.Accept j) {
    Asked request = requests.get(j.request());
    if (request != null && request.allowSplit()) {
      return acceptOfSeveral(j, request);
    }
    Handle quote = selections.get(j.selection());
    Values taker = values.get(j.taker());
    Values offered = values.get(quote);
    boolean agrees =
        requests.containsKey(j.request())
            && j.enabled().contains(taker.instrument())
            && taker.instrument() == offered.instrument()
            && taker.sells() != offered.sells()
            && taker.lots() == offered.lots()
            && (taker.ticks() == 0 || taker.ticks() == offered.ticks());
    if (!agrees) {
      return new JobOutcome.Accepted(Optional.empty(), Optional.empty());
    }
    requests.remove(j.request());
    Handle fill = deal(j.taker(), quote, taker.lots(), offered.ticks());
    return new JobOutcome.Accepted(Optional.of(quote), Optional.of(fill));
  }

  private Handle deal(Handle incoming, Handle contra, long lots, long ticks) {
    Handle fill = fresh();
    dealt.put(fill, new Dealt(incoming, contra, lots, ticks));
    return fill;
  }

  private JobOutcome add(Job.AddOrder j) {
    Values order = values.get(j.order());
    if (!j.enabled().contains(order.instrument()) || order.lots() <= 0) {
      return refused();
    }
    var incoming = new Resting(j.order(), j.firm(), j.arrival(), 0);
    if (j.lifetime() == OrderLifetime.FILL_OR_KILL && available(incoming) < order.lots()) {
      return new JobOutcome.Matched(true, false, false, List.of(), false, false, false);
    }
    return match(incoming, j.lifetime() == OrderLifetime.RESTS, false);
  }

  private JobOutcome replace(Job.ReplaceOrder j) {
    Resting old = book.get(j.order());
    Values now = values.get(j.replacement());
    if (old == null || !j.enabled().contains(now.instrument())) {
      return refused();
    }
    Values before = values.get(j.order());
    if (before.instrument() != now.instrument() || before.sells() != now.sells()) {
      return refused();
    }
    book.remove(j.order());
    if (now.lots() <= old.filled()) {
      return new JobOutcome.Matched(true, true, false, List.of(), false, false, false);
    }
    boolean kept = before.ticks() == now.ticks() && now.lots() <= before.lots();
    long arrival = kept ? old.arrival() : j.arrival();
    return match(new Resting(j.replacement(), old.firm(), arrival, old.filled()), true, kept);
  }

  private static JobOutcome.Matched refused() {
    return new JobOutcome.Matched(false, false, false, List.of(), false, false, false);
  }

  private JobOutcome match(Resting incoming, boolean rests, boolean kept) {
    List<JobOutcome.Fill> fills = new ArrayList<>();
    Resting rest = incoming;
    for (Resting contra : contras(incoming)) {
      long lots = Math.min(left(rest), left(contra));
      if (lots == 0) {
        break;
      }
      rest = rest.filledBy(lots);
      Resting after = contra.filledBy(lots);
      book.remove(contra.handle());
      if (left(after) > 0) {
        book.put(after.handle(), after);
      }
      Handle fill =
          deal(incoming.handle(), contra.handle(), lots, values.get(contra.handle()).ticks());
      fills.add(new JobOutcome.Fill(contra.handle(), fill, left(after) == 0));
    }
    boolean done = left(rest) == 0;
    if (!done && rests) {
      book.put(rest.handle(), rest);
    }
    return new JobOutcome.Matched(true, false, kept, fills, done, !done && rests, false);
  }

  private long available(Resting incoming) {
    return contras(incoming).stream().mapToLong(this::left).sum();
  }

  private long left(Resting order) {
    return values.get(order.handle()).lots() - order.filled();
  }

  /** Whom an order meets: best price first, then the earlier. */
  private List<Resting> contras(Resting incoming) {
    Values own = values.get(incoming.handle());
    Comparator<Resting> byPrice = Comparator.comparingLong(r -> values.get(r.handle()).ticks());
    return book.values().stream()
        .filter(r -> !r.firm().equals(incoming.firm()))
        .filter(r -> crosses(own, values.get(r.handle())))
        .sorted((own.sells() ? byPrice.reversed() : byPrice).thenComparingLong(Resting::arrival))
        .toList();
  }

  private static boolean crosses(Values a, Values b) {
    return a.instrument() == b.instrument()
        && a.sells() != b.sells()
        && (a.sells() ? a.ticks() <= b.ticks() : a.ticks() >= b.ticks());
  }
}
