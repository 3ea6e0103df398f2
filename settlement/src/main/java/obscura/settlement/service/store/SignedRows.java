package obscura.settlement.service.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.port.NoteOffice.Made;
import obscura.settlement.service.port.NoteOffice.Prepared.Signed;

/** The SQL of what two parties signed. */
record SignedRows(Connection connection) {
  private static final int HASH_BYTES = 32;

  void write(long batch, Signed signed) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE service_batch SET call_data = ?, digest = ?, root = ? WHERE batch_no = ?")) {
      update.setBytes(1, signed.call().array());
      update.setBytes(2, signed.digest().array());
      update.setBytes(3, signed.root().array());
      update.setLong(4, batch);
      update.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO service_output (batch_no, output_no, trade_id, token, owner, commitment,"
                + " leaf, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<TradeId, List<Made>> part : signed.outputs().entrySet()) {
        for (Made made : part.getValue()) {
          insert.setLong(1, batch);
          insert.setLong(3, part.getKey().value());
          bind(insert, made);
          insert.executeUpdate();
        }
      }
    }
  }

  Optional<Signed> find(long batch) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT call_data, digest, root FROM service_batch"
                + " WHERE batch_no = ? AND call_data IS NOT NULL")) {
      select.setLong(1, batch);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Signed(
                    Bytes.of(row.getBytes(1)),
                    Bytes.of(row.getBytes(2)),
                    Bytes.of(row.getBytes(3)),
                    outputs(batch)))
            : Optional.empty();
      }
    }
  }

  private static void bind(PreparedStatement insert, Made made) throws SQLException {
    insert.setInt(2, made.index());
    insert.setBytes(4, made.token().array());
    insert.setBytes(5, made.owner().array());
    insert.setBytes(6, made.commitment().array());
    insert.setBytes(7, made.leaf().array());
    insert.setBytes(
        8, Bytes.of(made.path().stream().map(Bytes::array).toArray(byte[][]::new)).array());
  }

  private Map<TradeId, List<Made>> outputs(long batch) throws SQLException {
    Map<TradeId, List<Made>> outputs = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT trade_id, output_no, token, owner, commitment, leaf, path FROM service_output"
                + " WHERE batch_no = ? ORDER BY output_no")) {
      select.setLong(1, batch);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          outputs
              .computeIfAbsent(new TradeId(row.getLong(1)), id -> new ArrayList<>())
              .add(
                  new Made(
                      row.getInt(2),
                      Bytes.of(row.getBytes(3)),
                      Bytes.of(row.getBytes(4)),
                      Bytes.of(row.getBytes(5)),
                      Bytes.of(row.getBytes(6)),
                      path(row.getBytes(7))));
        }
      }
    }
    return outputs;
  }

  private static List<Bytes> path(byte[] all) {
    List<Bytes> path = new ArrayList<>();
    for (int from = 0; from < all.length; from += HASH_BYTES) {
      path.add(Bytes.of(Arrays.copyOfRange(all, from, from + HASH_BYTES)));
    }
    return path;
  }
}
