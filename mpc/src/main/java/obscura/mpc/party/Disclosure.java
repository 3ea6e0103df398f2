package obscura.mpc.party;

import java.util.List;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/** What a party sends to the recipient of a reveal: its shares, or why it refuses. */
public record Disclosure(List<Words> shares, @Nullable String refusal) {
  /** The one refusal that is not final: a job was taken back and is to be done again first. */
  public static final String NOT_YET = "a job is to be done again first";

  /** Whether it may be asked again. */
  public boolean isNotYet() {
    return NOT_YET.equals(refusal);
  }
}
