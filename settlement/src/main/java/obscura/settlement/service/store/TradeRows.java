package obscura.settlement.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.core.TradeState;

/** The SQL of trades. */
record TradeRows(Connection connection, StoreKey key) {
  private static final String SELECT =
      "SELECT trade_id, sealed, state, reported, batch_no, alone, reason, accepted_nanos"
          + " FROM service_trade ";

  Optional<TradeEntry> find(TradeId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE trade_id = ?")) {
      select.setLong(1, id.value());
      return rows(select).stream().findFirst();
    }
  }

  List<TradeEntry> waiting(int max) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE state = ? ORDER BY accepted_nanos, trade_id FETCH FIRST ? ROWS ONLY")) {
      select.setString(1, TradeState.INITIATED.name());
      select.setInt(2, max);
      return rows(select);
    }
  }

  void insert(TradeEntry trade) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO service_trade (state, reported, batch_no, alone, reason, trade_id, sealed,"
                + " accepted_nanos) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, trade);
      insert.setBytes(7, InstructionBytes.seal(trade.instruction(), key));
      insert.setLong(8, Nanos.of(trade.acceptedAt()));
      insert.executeUpdate();
    }
  }

  void update(List<TradeEntry> trades) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE service_trade SET state = ?, reported = ?, batch_no = ?, alone = ?, reason = ?"
                + " WHERE trade_id = ?")) {
      for (TradeEntry trade : trades) {
        bind(update, trade);
        if (update.executeUpdate() != 1) {
          throw new StoreException("trade " + trade.id() + " was never taken over");
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, TradeEntry trade) throws SQLException {
    statement.setString(1, trade.state().name());
    statement.setString(2, trade.reported().name());
    if (trade.batch().isPresent()) {
      statement.setLong(3, trade.batch().getAsLong());
    } else {
      statement.setNull(3, Types.BIGINT);
    }
    statement.setBoolean(4, trade.alone());
    statement.setString(5, trade.reason().name());
    statement.setLong(6, trade.id().value());
  }

  private List<TradeEntry> rows(PreparedStatement select) throws SQLException {
    List<TradeEntry> trades = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        TradeId id = new TradeId(row.getLong(1));
        long batch = row.getLong(5);
        OptionalLong inBatch = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(batch);
        trades.add(
            new TradeEntry(
                InstructionBytes.open(id, row.getBytes(2), key),
                TradeState.valueOf(row.getString(3)),
                SettlementState.valueOf(row.getString(4)),
                inBatch,
                row.getBoolean(6),
                FailCode.valueOf(row.getString(7)),
                Nanos.at(row.getLong(8))));
      }
    }
    return trades;
  }
}
