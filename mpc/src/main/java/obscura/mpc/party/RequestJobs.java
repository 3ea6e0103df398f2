package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.circuit.AllIn;
import obscura.mpc.circuit.Allocation;
import obscura.mpc.circuit.Gates;
import obscura.mpc.party.Request.Quote;
import obscura.mpc.party.Request.Selection;
import obscura.mpc.party.Request.Stage;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/** The jobs of requests for quotes. */
final class RequestJobs {
  private final Run run;

  RequestJobs(Run run) {
    this.run = run;
  }

  Outcome admit(Job.AdmitRequest job) {
    Fresh<Purpose.Request> fresh = run.fresh(job.request(), Purpose.Request.class);
    if (fresh == null) {
      return new Outcome.Admitted(false);
    }
    Secret terms = fresh.secret();
    Purpose.Request asked = fresh.purpose();
    if (asked.allowSplit() && (asked.twoWay() || asked.invited().size() > Allocation.QUOTES_MAX)) {
      run.refuse(Rule.OTHER_CONTEXT, "a split of two sides, or over too many", job.request());
      run.spend(job.request());
      return new Outcome.Admitted(false);
    }
    Validity validity =
        Validity.of(
            run.gates(),
            Validity.Question.of(
                Validity.Kind.REQUEST, terms, run.enabled(), run.minimums(fresh.origin().firm())));
    boolean valid = run.open("valid", validity.valid());
    if (valid) {
      run.set(job.request(), terms.in(Phase.REQUEST));
      run.set(job.request(), Request.open(asked));
    } else {
      run.set(job.request(), terms.refused(validity.refusal()));
    }
    return new Outcome.Admitted(valid);
  }

  Outcome admit(Job.AdmitQuote job) {
    Fresh<Purpose.Quote> fresh = run.fresh(job.quote(), Purpose.Quote.class);
    if (fresh == null || !isForThis(job, fresh)) {
      return new Outcome.Admitted(false);
    }
    Secret quote = fresh.secret();
    Request request = inStage(job.request(), Stage.OPEN);
    if (request == null || !mayJoin(request, job, fresh.origin())) {
      run.spend(job.quote());
      return new Outcome.Admitted(false);
    }
    Secret asked = run.state().known(job.request());
    Validity validity =
        Validity.of(
            run.gates(),
            new Validity.Question(
                Validity.Kind.QUOTE,
                quote,
                run.enabled(),
                Minimums.NONE,
                asked,
                request.twoWay(),
                request.takesLess()));
    boolean valid = run.open("valid", validity.valid());
    if (valid) {
      run.set(job.quote(), quote.in(Phase.QUOTE));
      Quote entry = new Quote(job.quote(), quote.owner(), figures(quote, asked, validity));
      run.set(job.request(), withoutEarlier(request, fresh.origin()).with(entry, fresh.origin()));
      run.signReceipt(job.request(), job.quote());
    } else {
      run.set(job.quote(), quote.refused(validity.refusal()));
      leaveWith(job.request(), request, fresh.origin());
    }
    return new Outcome.Admitted(valid);
  }

  /** A message whose second side is refused is no quote: the first side leaves the set too. */
  private void leaveWith(Handle handle, Request request, Origin refused) {
    for (Quote quote : quotesOf(request, refused.owner()).toList()) {
      if (origin(quote).isSameMessage(refused)) {
        run.spend(quote.handle());
        run.set(handle, request.without(quote.handle()));
      }
    }
  }

  private boolean isForThis(Job.AdmitQuote job, Fresh<Purpose.Quote> quote) {
    String alias = Purpose.Quote.alias(job.request(), quote.origin().owner());
    boolean same = alias.equals(quote.purpose().alias());
    if (!same) {
      run.refuse(Rule.OTHER_CONTEXT, "a quote for another request", job.quote());
    }
    return same;
  }

  /** The second side of a message joins its first side; else only what is later than all before. */
  private boolean mayJoin(Request request, Job.AdmitQuote job, Origin origin) {
    if (!request.invited().contains(origin.owner())) {
      run.refuse(Rule.NOT_INVITED, "a quote of a maker that was not asked", job.quote());
      return false;
    }
    if (origin.timeMillis() > request.window().closesMillis()) {
      run.refuse(Rule.AFTER_CLOSE, "a quote that came after the close", job.quote());
      return false;
    }
    if (origin.part() > 0) {
      List<Origin> own = quotesOf(request, origin.owner()).map(this::origin).toList();
      return request.twoWay()
          && own.size() == 1
          && own.get(0).isSameMessage(origin)
          && own.get(0).part() == 0;
    }
    Origin before = request.window().latest(origin.owner());
    boolean latest = before == null || origin.isAfter(before);
    if (!latest) {
      run.refuse(Rule.OLDER_QUOTE, "a quote older than one of the same maker", job.quote());
    }
    return latest;
  }

  private static Stream<Quote> quotesOf(Request request, String maker) {
    return request.quotes().stream().filter(quote -> quote.maker().equals(maker));
  }

  private Origin origin(Quote quote) {
    return Objects.requireNonNull(run.state().known(quote.handle()).origin());
  }

  /** The latest quote of each maker counts. */
  private Request withoutEarlier(Request request, Origin latest) {
    Request rest = request;
    for (Quote old : quotesOf(request, latest.owner()).toList()) {
      if (!origin(old).isSameMessage(latest)) {
        run.spend(old.handle());
        rest = rest.without(old.handle());
      }
    }
    return rest;
  }

  private Words figures(Secret quote, Secret asked, Validity validity) {
    Gates gates = run.gates();
    Bits key = AllIn.key(gates, quote.get(Secret.PRICE), quote.get(Secret.FEE), quote.side());
    Word offered = quote.get(Secret.QUANTITY);
    Word difference = offered.xor(asked.get(Secret.QUANTITY));
    Word less = Bits.broadcast(validity.size(), 1, 1).word(0, 0);
    Word size = gates.and(less, difference).xor(asked.get(Secret.QUANTITY));
    return Words.of(List.of(key.lane(0, 0, 64), key.lane(64, 0, AllIn.BITS - 64), size));
  }

  Outcome withdraw(Job.WithdrawQuote job) {
    Request request = inStage(job.request(), Stage.OPEN);
    return request == null ? new Outcome.Done() : new MakersWord(run).withdraw(job, request);
  }

  Outcome select(Job.SelectBest job) {
    Request request = inStage(job.request(), Stage.OPEN);
    if (request == null) {
      return new Outcome.Selected(List.of(), List.of(), List.of());
    }
    Set<String> passed = new MakersWord(run).passed(job.request(), request, job.passes());
    Minutes minutes = Notary.minutes(run.state(), job.request(), request, run.job());
    if (passed == null || new Closing(run).isTooEarly(request, passed, minutes)) {
      return new Outcome.TooEarly();
    }
    List<Selection> made = new ArrayList<>();
    Outcome outcome = select(job, request, made);
    Request selected = request.selected(made, minutes);
    run.set(job.request(), selected);
    run.signTranscript(selected);
    return outcome;
  }

  private Outcome select(Job.SelectBest job, Request request, List<Selection> made) {
    if (request.allowSplit()) {
      return split(job.request(), request).select(made);
    }
    return request.twoWay() ? twoSides(job, request, made) : oneSide(job, request, made);
  }

  private SplitRequests split(Handle handle, Request request) {
    return new SplitRequests(run, request, run.state().known(handle));
  }

  private Outcome oneSide(Job.SelectBest job, Request request, List<Selection> made) {
    List<Handle> terms = List.of();
    if (!request.quotes().isEmpty()) {
      terms = select("one way", job, new Auction(run, request).best(), made);
    }
    return new Outcome.Selected(terms, List.of(), List.of());
  }

  private Outcome twoSides(Job.SelectBest job, Request request, List<Selection> made) {
    if (request.quotes().isEmpty()) {
      return new Outcome.Selected(List.of(), List.of(), List.of());
    }
    Auction auction = new Auction(run, request);
    Auction.Sides sides = auction.sidesPresent();
    List<Handle> offer =
        sides.offers() ? select("offer", job, auction.bestOfSide(true), made) : List.<Handle>of();
    List<Handle> bid =
        sides.bids() ? select("bid", job, auction.bestOfSide(false), made) : List.<Handle>of();
    return new Outcome.Selected(List.of(), offer, bid);
  }

  private List<Handle> select(
      String label, Job.SelectBest job, Auction.Won won, List<Selection> made) {
    String taker = run.state().known(job.request()).owner();
    Handle terms = run.derive("terms " + label, taker, List.of(), false, won.terms());
    made.add(new Selection(terms, won.winner()));
    return List.of(terms);
  }

  Outcome accept(Job.Accept job) {
    Fresh<Purpose.Accept> fresh = run.fresh(job.taker(), Purpose.Accept.class);
    if (fresh == null) {
      return refused();
    }
    Secret taker = fresh.secret();
    Handle accepted = fresh.purpose().selection();
    Request request = inStage(job.request(), Stage.SELECTED);
    Selection selection = request == null ? null : selection(request, accepted);
    if (request == null || selection == null || !isTaker(job, taker)) {
      run.spend(job.taker());
      return refused();
    }
    if (Hold.isOver(run, job.request(), request)) {
      run.spend(job.taker());
      return new Outcome.TooLate();
    }
    Secret terms = run.state().known(accepted);
    if (request.allowSplit()) {
      terms = split(job.request(), request).comparable(taker, terms);
    }
    Validity validity =
        Validity.of(
            run.gates(),
            new Validity.Question(
                Validity.Kind.ACCEPT,
                taker,
                run.enabled(),
                Minimums.NONE,
                terms,
                false,
                request.allowPartial()));
    if (!run.open("valid", validity.valid())) {
      run.set(job.taker(), taker.refused(validity.refusal()));
      return refused();
    }
    Outcome dealt =
        request.allowSplit()
            ? split(job.request(), request).deal(job, taker)
            : deal(request, selection, taker, terms);
    run.set(job.taker(), taker.in(Phase.SPENT));
    end(job.request(), request);
    return dealt;
  }

  private Outcome deal(Request request, Selection selection, Secret taker, Secret terms) {
    Handle winner = winner(request, selection);
    Secret quote = run.state().known(winner);
    Handle fill =
        run.derive(
            "fill",
            taker.owner(),
            List.of(quote.owner()),
            taker.open() || quote.open(),
            Matching.fillWords(taker, taker.get(Secret.QUANTITY), terms.get(Secret.PRICE)));
    return new Outcome.Accepted(true, List.of(winner), List.of(fill));
  }

  private Handle winner(Request request, Selection selection) {
    int quotes = request.quotes().size();
    Word[] words = new Word[selection.winner().size()];
    for (int w = 0; w < words.length; w++) {
      int used = Math.min(64, quotes - 64 * w);
      words[w] = selection.winner().get(w).mask(used == 64 ? -1L : (1L << used) - 1);
    }
    long[] opened = run.open("winner", words, quotes);
    for (int w = 0; w < opened.length; w++) {
      if (opened[w] != 0) {
        return request.quotes().get(64 * w + Long.numberOfTrailingZeros(opened[w])).handle();
      }
    }
    throw new IllegalStateException("a selection without a winner");
  }

  private boolean isTaker(Job.Accept job, Secret taker) {
    boolean same = run.state().known(job.request()).owner().equals(taker.owner());
    if (!same) {
      run.refuse(Rule.OTHER_OWNER, "an accept of somebody else's request", job.taker());
    }
    return same;
  }

  private @Nullable Selection selection(Request request, Handle terms) {
    for (Selection selection : request.selections()) {
      if (selection.terms().equals(terms)) {
        return selection;
      }
    }
    run.refuse(Rule.OTHER_CONTEXT, "to accept what was not selected", terms);
    return null;
  }

  Outcome close(Job.CloseRequest job) {
    Request request = run.isPlain(job.request()) ? null : run.state().request(job.request());
    if (request == null || request.stage() == Stage.CLOSED) {
      return new Outcome.Done();
    }
    return switch (new OwnersWord(run).on(job.request(), request, job.why())) {
      case ENDS -> {
        end(job.request(), request);
        yield new Outcome.Done();
      }
      case TOO_EARLY -> new Outcome.TooEarly();
      case REFUSED -> new Outcome.Done();
    };
  }

  private void end(Handle handle, Request request) {
    request.quotes().forEach(quote -> run.spend(quote.handle()));
    run.spend(handle);
    run.set(handle, request.closed());
  }

  private @Nullable Request inStage(Handle handle, Stage stage) {
    if (run.isPlain(handle)) {
      return null;
    }
    Request request = run.state().request(handle);
    if (request == null || request.stage() != stage) {
      run.refuse(Rule.WRONG_STAGE, "a request that is not " + stage, handle);
      return null;
    }
    return request;
  }

  private static Outcome refused() {
    return new Outcome.Accepted(false, List.of(), List.of());
  }
}
