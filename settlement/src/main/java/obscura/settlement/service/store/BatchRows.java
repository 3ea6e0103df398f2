package obscura.settlement.service.store;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BatchPhase;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Fees;
import obscura.settlement.service.core.Inclusion;
import org.jspecify.annotations.Nullable;

/** The SQL of batches and their transactions. */
record BatchRows(Connection connection) {
  private static final String SELECT =
      "SELECT batch_no, deadline, trades, phase, reason, closed, call_data, block_no, block_hash,"
          + " transaction_hash FROM service_batch ";

  Optional<Batch> find(long number) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE batch_no = ?")) {
      select.setLong(1, number);
      return rows(select).stream().findFirst();
    }
  }

  List<Batch> open() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + "WHERE closed = FALSE ORDER BY batch_no")) {
      return rows(select);
    }
  }

  List<Batch> confirmedFrom(long block) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT + "WHERE phase = ? AND block_no >= ? ORDER BY block_no DESC, batch_no DESC")) {
      select.setString(1, BatchPhase.CONFIRMED.name());
      select.setLong(2, block);
      return rows(select);
    }
  }

  long highest(String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Writes the batch, and those of its transactions that are not there. */
  void write(Batch batch) throws SQLException {
    if (update(batch) == 0) {
      insert(batch);
    }
    int written = attempts(batch.number()).size();
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO service_attempt (batch_no, attempt_no, kind, nonce, gas_limit, max_fee,"
                + " tip, raw, hash, written_nanos) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (int i = written; i < batch.attempts().size(); i++) {
        insert.setLong(1, batch.number());
        insert.setInt(2, i);
        bind(insert, batch.attempts().get(i));
        insert.executeUpdate();
      }
    }
  }

  private int update(Batch batch) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE service_batch SET phase = ?, reason = ?, closed = ?, block_no = ?,"
                + " block_hash = ?, transaction_hash = ? WHERE batch_no = ?")) {
      bind(update, batch);
      return update.executeUpdate();
    }
  }

  private void insert(Batch batch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO service_batch (phase, reason, closed, block_no, block_hash,"
                + " transaction_hash, batch_no, deadline, trades)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, batch);
      insert.setLong(8, batch.deadlineSeconds());
      ByteBuffer ids = ByteBuffer.allocate(Long.BYTES * batch.trades().size());
      batch.trades().forEach(id -> ids.putLong(id.value()));
      insert.setBytes(9, ids.array());
      insert.executeUpdate();
    }
  }

  private static void bind(PreparedStatement statement, Batch batch) throws SQLException {
    statement.setString(1, batch.phase().name());
    statement.setString(2, batch.reason().name());
    statement.setBoolean(3, batch.closed());
    if (batch.inclusion().isPresent()) {
      statement.setLong(4, batch.inclusion().get().block());
      statement.setBytes(5, batch.inclusion().get().blockHash().array());
      statement.setBytes(6, batch.inclusion().get().transaction().array());
    } else {
      statement.setNull(4, Types.BIGINT);
      statement.setNull(5, Types.VARBINARY);
      statement.setNull(6, Types.VARBINARY);
    }
    statement.setLong(7, batch.number());
  }

  private static void bind(PreparedStatement insert, Attempt attempt) throws SQLException {
    insert.setString(3, attempt.kind().name());
    insert.setLong(4, attempt.nonce());
    insert.setLong(5, attempt.gasLimit());
    insert.setBigDecimal(6, new BigDecimal(attempt.fees().maxPerGas()));
    insert.setBigDecimal(7, new BigDecimal(attempt.fees().tipPerGas()));
    insert.setBytes(8, attempt.raw().array());
    insert.setBytes(9, attempt.hash().array());
    insert.setLong(10, Nanos.of(attempt.writtenAt()));
  }

  private List<Batch> rows(PreparedStatement select) throws SQLException {
    List<Batch> batches = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        long block = row.getLong(8);
        Optional<Inclusion> inclusion =
            row.wasNull()
                ? Optional.empty()
                : Optional.of(
                    new Inclusion(block, Bytes.of(row.getBytes(9)), Bytes.of(row.getBytes(10))));
        batches.add(
            new Batch(
                row.getLong(1),
                row.getLong(2),
                trades(row.getBytes(3)),
                BatchPhase.valueOf(row.getString(4)),
                bytes(row.getBytes(7)),
                attempts(row.getLong(1)),
                inclusion,
                FailCode.valueOf(row.getString(5)),
                row.getBoolean(6)));
      }
    }
    return batches;
  }

  private List<Attempt> attempts(long batch) throws SQLException {
    List<Attempt> attempts = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT kind, nonce, gas_limit, max_fee, tip, raw, hash, written_nanos"
                + " FROM service_attempt WHERE batch_no = ? ORDER BY attempt_no")) {
      select.setLong(1, batch);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          attempts.add(
              new Attempt(
                  Attempt.Kind.valueOf(row.getString(1)),
                  row.getLong(2),
                  row.getLong(3),
                  new Fees(
                      row.getBigDecimal(4).toBigIntegerExact(),
                      row.getBigDecimal(5).toBigIntegerExact()),
                  Bytes.of(row.getBytes(6)),
                  Bytes.of(row.getBytes(7)),
                  Nanos.at(row.getLong(8))));
        }
      }
    }
    return attempts;
  }

  private static List<TradeId> trades(byte[] bytes) {
    ByteBuffer ids = ByteBuffer.wrap(bytes);
    List<TradeId> trades = new ArrayList<>();
    while (ids.hasRemaining()) {
      trades.add(new TradeId(ids.getLong()));
    }
    return trades;
  }

  private static Optional<Bytes> bytes(byte @Nullable [] value) {
    return value == null ? Optional.empty() : Optional.of(Bytes.of(value));
  }
}
