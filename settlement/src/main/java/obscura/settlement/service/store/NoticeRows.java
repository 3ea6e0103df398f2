package obscura.settlement.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Notice;

/** The SQL of notices that were not taken yet. */
record NoticeRows(Connection connection) {
  void insert(List<Notice> notices) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO service_notice (trade_id, state, transaction_hash, block_no,"
                + " confirmations, needed, deadline, reason, contract)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Notice notice : notices) {
        insert.setLong(1, notice.trade().value());
        insert.setString(2, notice.state().name());
        insert.setBytes(3, notice.transaction().map(Bytes::array).orElse(null));
        insert.setLong(4, notice.place().block());
        insert.setLong(5, notice.place().confirmations());
        insert.setLong(6, notice.needed());
        insert.setLong(7, notice.deadlineSeconds());
        insert.setString(8, notice.reason().name());
        insert.setString(9, notice.contract());
        insert.executeUpdate();
      }
    }
  }

  Map<Long, Notice> oldest(int max) throws SQLException {
    Map<Long, Notice> notices = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT notice_no, trade_id, state, transaction_hash, block_no, confirmations, needed,"
                + " deadline, reason, contract FROM service_notice ORDER BY notice_no"
                + " FETCH FIRST ? ROWS ONLY")) {
      select.setInt(1, max);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          notices.put(row.getLong(1), notice(row));
        }
      }
    }
    return notices;
  }

  void delete(long number) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM service_notice WHERE notice_no = ?")) {
      delete.setLong(1, number);
      delete.executeUpdate();
    }
  }

  private static Notice notice(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes(4);
    return new Notice(
        new TradeId(row.getLong(2)),
        SettlementState.valueOf(row.getString(3)),
        hash == null ? Optional.empty() : Optional.of(Bytes.of(hash)),
        new Notice.Place(row.getLong(5), row.getLong(6)),
        row.getLong(7),
        row.getLong(8),
        FailCode.valueOf(row.getString(9)),
        row.getString(10));
  }
}
