package obscura.mpc.party;

import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import org.jspecify.annotations.Nullable;

/** What somebody said without values, if the gateway of the roster signed it. One job. */
final class SignedWord {
  private SignedWord() {}

  /**
   * What it is for; null, and a refusal, if nobody signed it or it is for something else.
   *
   * @param about what it is said about
   */
  static <P extends Purpose> @Nullable P of(Run run, Statement said, Handle about, Class<P> what) {
    if (!run.isSigned(said)) {
      run.refuse(Rule.SIGNATURE, "a statement that the gateway did not sign", about);
      return null;
    }
    if (!what.isInstance(said.purpose())) {
      run.refuse(Rule.OTHER_CONTEXT, "a statement that is meant for something else", about);
      return null;
    }
    return what.cast(said.purpose());
  }
}
