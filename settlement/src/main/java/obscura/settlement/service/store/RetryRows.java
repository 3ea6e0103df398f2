package obscura.settlement.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.TradeState;

/** The SQL of retries. */
record RetryRows(Connection connection) {
  /**
   * Reopens a trade that is rolled back, if this number is above the last one. Who asks for it was
   * told of the end, so what is still to be told of it is told no more.
   */
  void reopen(TradeId id, long number, Instant now) throws SQLException {
    if (isNew(id, number) && reopened(id, now)) {
      remember(id, number);
      forgetNotices(id);
    }
  }

  private void forgetNotices(TradeId id) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM service_notice WHERE trade_id = ?")) {
      delete.setLong(1, id.value());
      delete.executeUpdate();
    }
  }

  private boolean isNew(TradeId id, long number) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT 1 FROM service_retry WHERE trade_id = ? AND retry_no >= ?")) {
      select.setLong(1, id.value());
      select.setLong(2, number);
      try (var row = select.executeQuery()) {
        return !row.next();
      }
    }
  }

  private boolean reopened(TradeId id, Instant now) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE service_trade SET state = ?, reported = ?, reason = ?, accepted_nanos = ?"
                + " WHERE trade_id = ? AND state = ?")) {
      update.setString(1, TradeState.INITIATED.name());
      update.setString(2, SettlementState.DROPPED.name());
      update.setString(3, FailCode.NONE.name());
      update.setLong(4, Nanos.of(now));
      update.setLong(5, id.value());
      update.setString(6, TradeState.ROLLED_BACK.name());
      return update.executeUpdate() == 1;
    }
  }

  private void remember(TradeId id, long number) throws SQLException {
    try (PreparedStatement delete =
            connection.prepareStatement("DELETE FROM service_retry WHERE trade_id = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO service_retry (trade_id, retry_no) VALUES (?, ?)")) {
      delete.setLong(1, id.value());
      delete.executeUpdate();
      insert.setLong(1, id.value());
      insert.setLong(2, number);
      insert.executeUpdate();
    }
  }
}
