package obscura.dropcopy.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.SealedValues;
import obscura.dropcopy.record.StoredRecord;
import obscura.dropcopy.record.TradingRecord;
import org.jspecify.annotations.Nullable;

/** Records as rows of the table, both ways. */
final class RecordRows {
  static final String COLUMNS =
      "record_no, event_position, event_part, at_nanos, participant, firm, kind, exec_id, order_id,"
          + " client_id, request_id, trade_id, open_attributes, key_scope, key_session, key_index,"
          + " sealed_values, previous_hash, record_hash";

  private static final String INSERT =
      "INSERT INTO drop_copy_record ("
          + COLUMNS
          + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private RecordRows() {}

  static void insert(Connection connection, List<StoredRecord> records) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (StoredRecord stored : records) {
        bind(insert, stored);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void bind(PreparedStatement insert, StoredRecord stored) throws SQLException {
    TradingRecord record = stored.record();
    insert.setLong(1, stored.number());
    insert.setLong(2, record.position());
    insert.setInt(3, record.part());
    insert.setLong(4, StoredRecord.epochNanos(record.at()));
    insert.setString(5, record.participant());
    insert.setString(6, record.firm());
    insert.setString(7, record.kind());
    insert.setString(8, record.execId().orElse(null));
    insert.setString(9, record.orderId().orElse(null));
    insert.setString(10, record.clientId().orElse(null));
    insert.setString(11, record.requestId().orElse(null));
    insert.setString(12, record.tradeId().orElse(null));
    insert.setString(13, OpenAttributes.write(record.open()));
    insert.setString(14, record.keyScope());
    bindSealed(insert, stored.sealed());
    insert.setBytes(18, stored.previousHash().toArray());
    insert.setBytes(19, stored.hash().toArray());
  }

  private static void bindSealed(PreparedStatement insert, Optional<SealedValues> sealed)
      throws SQLException {
    if (sealed.isPresent()) {
      insert.setBytes(15, sealed.get().session().toArray());
      insert.setInt(16, sealed.get().keyIndex());
      insert.setBytes(17, sealed.get().ciphertext().toArray());
    } else {
      insert.setNull(15, Types.VARBINARY);
      insert.setNull(16, Types.INTEGER);
      insert.setNull(17, Types.VARBINARY);
    }
  }

  /**
   * Reads the row under the cursor.
   *
   * @throws CorruptRecordException if the venue cannot have written it
   */
  static StoredRecord read(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    try {
      return new StoredRecord(number, record(row), sealed(row), bytes(row, 18), bytes(row, 19));
    } catch (IllegalArgumentException e) {
      throw new CorruptRecordException(number, e);
    }
  }

  private static TradingRecord record(ResultSet row) throws SQLException {
    return new TradingRecord(
        row.getLong(2),
        row.getInt(3),
        StoredRecord.instant(row.getLong(4)),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        Optional.ofNullable(row.getString(8)),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10)),
        Optional.ofNullable(row.getString(11)),
        Optional.ofNullable(row.getString(12)),
        OpenAttributes.read(row.getString(13)),
        new TreeMap<>(),
        row.getString(14));
  }

  private static Optional<SealedValues> sealed(ResultSet row) throws SQLException {
    byte @Nullable [] session = row.getBytes(15);
    int index = row.getInt(16);
    boolean noIndex = row.wasNull();
    byte @Nullable [] ciphertext = row.getBytes(17);
    if (session == null && ciphertext == null && noIndex) {
      return Optional.empty();
    }
    if (session == null || ciphertext == null || noIndex) {
      throw new IllegalArgumentException("sealed values are incomplete");
    }
    return Optional.of(new SealedValues(Bytes.of(session), index, Bytes.of(ciphertext)));
  }

  private static Bytes bytes(ResultSet row, int column) throws SQLException {
    return Bytes.of(row.getBytes(column));
  }
}
