package obscura.mpc.party;

import java.util.List;
import java.util.Set;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resting order leaves the book, or a request ends, for the reason that a job names
 * ({@code trust.md} 2, rule 2): on its owner's word, verified here, or when the time in its record
 * is over by the clocks of the parties, or when nobody quotes and nobody can. The venue's own word
 * is taken too, but counted and said aloud, and where it can be held against what the parties know,
 * it is. One job.
 */
final class OwnersWord {
  /** What comes of it. */
  enum Verdict {
    ENDS,
    TOO_EARLY,
    /** The job breaks a rule; it was refused. */
    REFUSED
  }

  /** How far the venue's clock may be ahead of the parties' before they say so aloud. */
  static final long CLOCKS_MILLIS = 1_000;

  private final Run run;

  OwnersWord(Run run) {
    this.run = run;
  }

  /** Of a resting order. */
  Verdict on(Handle handle, Resting order, Ending why) {
    return switch (why) {
      case Ending.ByOwner e -> said(handle, e.word());
      case Ending.Expired e -> expired(order.expiresMillis());
      case Ending.ByVenue e ->
          switch (e.cause()) {
            case HALT, DISCONNECT, OPERATOR -> byVenue(e.cause(), handle);
            case HOLD_OVER -> notARequest(handle);
          };
      case Ending.Unquoted e -> notARequest(handle);
    };
  }

  /** Of a request that is not closed. */
  Verdict on(Handle handle, Request request, Ending why) {
    return switch (why) {
      case Ending.ByOwner e -> said(handle, e.word());
      case Ending.Expired e -> expired(expiresMillis(run, handle));
      case Ending.ByVenue e ->
          switch (e.cause()) {
            case HALT, DISCONNECT, OPERATOR -> byVenue(e.cause(), handle);
            case HOLD_OVER ->
                request.stage() == Request.Stage.SELECTED
                    ? byVenue(e.cause(), handle)
                    : unfounded("to end a selection that was not made", handle);
          };
      case Ending.Unquoted e -> unquoted(handle, request, e.passes());
    };
  }

  /** Where the set is empty, and no quote can come any more. */
  private Verdict unquoted(Handle handle, Request request, List<Statement> passes) {
    if (!request.quotes().isEmpty()) {
      return unfounded("to end a request as unquoted that has quotes", handle);
    }
    Set<String> passed = new MakersWord(run).passed(handle, request, passes);
    if (passed == null) {
      return Verdict.REFUSED;
    }
    if (request.stage() == Request.Stage.SELECTED || MakersWord.isAnswered(request, passed)) {
      return Verdict.ENDS;
    }
    BookTime.ask(run);
    long leftMillis = request.window().closesMillis() - BookTime.millis(run);
    if (leftMillis <= CLOCKS_MILLIS) {
      return leftMillis <= 0 ? Verdict.ENDS : Verdict.TOO_EARLY;
    }
    run.refuse(Rule.BEFORE_CLOSE, "to end a request as unquoted before its close", handle);
    return Verdict.REFUSED;
  }

  private Verdict said(Handle handle, Statement word) {
    Purpose.@Nullable Cancel cancel = SignedWord.of(run, word, handle, Purpose.Cancel.class);
    if (cancel == null) {
      return Verdict.REFUSED;
    }
    if (!cancel.cancelled().equals(handle)) {
      return unfounded("a cancel of something else", handle);
    }
    if (!run.state().known(handle).owner().equals(word.owner())) {
      run.refuse(Rule.OTHER_OWNER, "to cancel what is somebody else's", handle);
      return Verdict.REFUSED;
    }
    return Verdict.ENDS;
  }

  private Verdict expired(long expiresMillis) {
    if (expiresMillis == Purpose.NO_EXPIRY) {
      return Verdict.TOO_EARLY;
    }
    BookTime.ask(run);
    return BookTime.millis(run) >= expiresMillis ? Verdict.ENDS : Verdict.TOO_EARLY;
  }

  /** When a request ends, as its record says. */
  static long expiresMillis(Run run, Handle request) {
    var origin = run.state().known(request).origin();
    return origin != null && origin.purpose() instanceof Purpose.Request asked
        ? asked.expiresMillis()
        : Purpose.NO_EXPIRY;
  }

  private Verdict notARequest(Handle handle) {
    return unfounded("to take an order out as a request", handle);
  }

  private Verdict byVenue(Ending.Cause cause, Handle handle) {
    run.endedByVenue(cause, handle);
    return Verdict.ENDS;
  }

  private Verdict unfounded(String what, Handle handle) {
    run.refuse(Rule.OTHER_CONTEXT, what, handle);
    return Verdict.REFUSED;
  }
}
