package obscura.mpc.party;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import obscura.mpc.party.Request.Quote;
import org.jspecify.annotations.Nullable;

/**
 * What makers say without values, verified by this party itself: no quote leaves a set, and nobody
 * is taken to have passed, on the venue's word ({@code trust.md} 3). One job.
 */
final class MakersWord {
  private final Run run;

  MakersWord(Run run) {
    this.run = run;
  }

  /** Takes a quote out of the set of an open request, with its other side. */
  Outcome withdraw(Job.WithdrawQuote job, Request request) {
    Purpose.Withdrawal word =
        SignedWord.of(run, job.word(), job.request(), Purpose.Withdrawal.class);
    if (word != null && isOwn(job, word.quote())) {
      Request rest = request;
      Secret named = run.state().known(word.quote());
      for (Quote quote : request.quotes()) {
        if (quote.handle().equals(word.quote()) || isOtherSide(named, quote)) {
          rest = rest.without(quote.handle());
          run.spend(quote.handle());
        }
      }
      run.spend(word.quote());
      if (rest.quotes().size() < request.quotes().size()) {
        run.set(job.request(), rest);
      }
    }
    return new Outcome.Done();
  }

  /** A quote that was spent before is nobody's business any more: nothing comes of it. */
  private boolean isOwn(Job.WithdrawQuote job, Handle named) {
    Secret quote = run.state().secret(named);
    if (quote == null) {
      run.refuse(Rule.UNKNOWN_HANDLE, "to withdraw an unknown quote", named);
      return false;
    }
    if (!quote.owner().equals(job.word().owner())) {
      run.refuse(Rule.OTHER_OWNER, "to withdraw somebody else's quote", named);
      return false;
    }
    Origin origin = quote.origin();
    if (origin == null) {
      return quote.phase() == Phase.SPENT;
    }
    String alias = Purpose.Quote.alias(job.request(), quote.owner());
    boolean same = origin.purpose().equals(new Purpose.Quote(alias));
    if (!same) {
      run.refuse(Rule.OTHER_CONTEXT, "to withdraw what is no quote of this request", named);
    }
    return same;
  }

  private boolean isOtherSide(Secret named, Quote quote) {
    Origin origin = named.origin();
    Origin other = run.state().known(quote.handle()).origin();
    return origin != null && other != null && origin.isSameMessage(other);
  }

  /**
   * The makers who will not quote, as far as they have said so themselves and not before their last
   * quote; null, and a refusal, if something else stands among it.
   */
  @Nullable Set<String> passed(Handle handle, Request request, List<Statement> passes) {
    for (Statement said : passes) {
      Purpose.Pass pass = SignedWord.of(run, said, handle, Purpose.Pass.class);
      if (pass == null) {
        return null;
      }
      if (!pass.alias().equals(Purpose.Quote.alias(handle, said.owner()))) {
        run.refuse(Rule.OTHER_CONTEXT, "a pass on another request", handle);
        return null;
      }
    }
    return passes.stream()
        .filter(said -> isLast(said, request.window()))
        .map(Statement::owner)
        .collect(Collectors.toSet());
  }

  private static boolean isLast(Statement said, Window window) {
    Origin quoted = window.latest(said.owner());
    return quoted == null || said.timeMillis() >= quoted.timeMillis();
  }

  /** Whether each maker who was asked has a quote in the set or has passed. */
  static boolean isAnswered(Request request, Set<String> passed) {
    List<String> invited = request.invited();
    return invited.stream().allMatch(m -> passed.contains(m) || request.isQuotedBy(m));
  }
}
