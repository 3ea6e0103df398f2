package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/** Refuses every change of a row in H2; PostgreSQL has a trigger of its own. */
public final class AppendOnlyTrigger implements Trigger {
  /** For H2, which calls it by name. */
  public AppendOnlyTrigger() {}

  @Override
  public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after)
      throws SQLException {
    throw new SQLException("the drop copy is append-only");
  }
}
