package obscura.mpc.api;

import java.util.List;

/** What a reveal gave. */
public sealed interface Revealed {
  /** The opened vectors in the order asked. */
  record Values(List<Vector> vectors) implements Revealed {}

  /** A party refused: unknown handle, or a recipient that no job entitled. Logged by that party. */
  record Refused(int party, String reason) implements Revealed {}
}
