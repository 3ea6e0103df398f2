package obscura.mpc.party;

import java.util.Optional;
import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import org.jspecify.annotations.Nullable;

/** What somebody said without values, if it counts by the rule for inputs. One job. */
final class SignedWord {
  private SignedWord() {}

  /**
   * What it is for; null, and a refusal, if it does not count ({@link GatewaysWord}) or is for
   * something else.
   *
   * @param about what it is said about
   */
  static <P extends Purpose> @Nullable P of(Run run, Statement said, Handle about, Class<P> what) {
    GatewaysWord.Flaw flaw =
        GatewaysWord.flaw(
            run.state().adopted(), run.isSigned(said), speakers(run.state(), said, about));
    if (flaw != null) {
      run.refuse(flaw.rule(), "a statement " + flaw.words(), about);
      return null;
    }
    if (beginsSomething(said.purpose())
        && GatewaysWord.isUnnamed(run.state().adopted(), said.owner())) {
      run.refuse(Rule.PARTICIPANT, "a statement of somebody whom the roster does not name", about);
      return null;
    }
    if (!what.isInstance(said.purpose())) {
      run.refuse(Rule.OTHER_CONTEXT, "a statement that is meant for something else", about);
      return null;
    }
    return what.cast(said.purpose());
  }

  /** What is taken of those alone whom the roster names; out of it everybody gets. */
  private static boolean beginsSomething(Purpose purpose) {
    return purpose instanceof Purpose.Pass || purpose instanceof Purpose.Deposit;
  }

  /** Who says it, and the firm of that owner as the record says of what it is said about. */
  private static Stream<String> speakers(PartyState state, Statement said, Handle about) {
    Optional<Origin> origin =
        switch (said.purpose()) {
          case Purpose.Cancel p -> origin(state, p.cancelled());
          case Purpose.Withdrawal p -> origin(state, p.quote());
          case Purpose.Deposit p -> origin(state, p.owner().keys());
          case Purpose.Pass p ->
              Optional.ofNullable(state.request(about))
                  .map(request -> request.window().latest(said.owner()));
          default -> Optional.empty();
        };
    return Stream.concat(Stream.of(said.owner()), origin.map(Origin::firm).stream());
  }

  private static Optional<Origin> origin(PartyState state, Handle handle) {
    return Optional.ofNullable(state.secret(handle)).map(Secret::origin);
  }
}
