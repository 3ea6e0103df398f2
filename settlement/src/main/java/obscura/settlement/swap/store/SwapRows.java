package obscura.settlement.swap.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.swap.core.Deadlines;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.LegTimes;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapFailure;
import obscura.settlement.swap.core.SwapPhase;
import org.jspecify.annotations.Nullable;

/** The SQL of swaps. */
record SwapRows(Connection connection, Function<String, Vault> vaults) {
  private static final String SELECT =
      "SELECT trade_id, phase, published, failure, first_lock, second_lock, is_over, hash,"
          + " first_chain, first_lock_by, first_reveal_by, first_claim_by, first_deadline,"
          + " second_chain, second_lock_by, second_reveal_by, second_claim_by, second_deadline"
          + " FROM swap ";
  private static final int HASH = 8;
  private static final int FIRST_CHAIN = 9;
  private static final int SECOND_CHAIN = 14;

  Optional<Swap> find(TradeId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + "WHERE trade_id = ?")) {
      select.setLong(1, id.value());
      return rows(select).stream().findFirst();
    }
  }

  List<Swap> open() throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(SELECT + "WHERE is_over = FALSE ORDER BY trade_id")) {
      return rows(select);
    }
  }

  void insert(Swap swap) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO swap (phase, published, failure, first_lock, second_lock, is_over,"
                + " trade_id, hash, first_chain, first_lock_by, first_reveal_by, first_claim_by,"
                + " first_deadline, second_chain, second_lock_by, second_reveal_by,"
                + " second_claim_by, second_deadline) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                + " ?, ?, ?, ?, ?, ?)")) {
      progress(insert, swap);
      insert.setBytes(HASH, swap.hash().array());
      insert.setString(FIRST_CHAIN, swap.chains().first());
      times(insert, FIRST_CHAIN, swap.deadlines().first());
      insert.setString(SECOND_CHAIN, swap.chains().second());
      times(insert, SECOND_CHAIN, swap.deadlines().second());
      insert.executeUpdate();
    }
  }

  void update(Swap swap) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE swap SET phase = ?, published = ?, failure = ?, first_lock = ?,"
                + " second_lock = ?, is_over = ? WHERE trade_id = ?")) {
      progress(update, swap);
      if (update.executeUpdate() != 1) {
        throw new SwapStoreException("swap " + swap.id() + " was never taken over");
      }
    }
  }

  void proof(TradeId id, Bytes proof) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE swap SET proof = ? WHERE trade_id = ?")) {
      update.setBytes(1, proof.array());
      update.setLong(2, id.value());
      update.executeUpdate();
    }
  }

  Optional<Bytes> proof(TradeId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT proof FROM swap WHERE trade_id = ? AND proof IS NOT NULL")) {
      select.setLong(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(Bytes.of(row.getBytes(1))) : Optional.empty();
      }
    }
  }

  private static void progress(PreparedStatement statement, Swap swap) throws SQLException {
    statement.setString(1, swap.phase().name());
    statement.setBoolean(2, swap.progress().published());
    statement.setString(3, swap.progress().failure().name());
    lock(statement, 4, swap.lock(Side.FIRST));
    lock(statement, 5, swap.lock(Side.SECOND));
    statement.setBoolean(6, swap.phase().isFinal());
    statement.setLong(7, swap.id().value());
  }

  private static void lock(PreparedStatement statement, int at, Optional<LegLock> lock)
      throws SQLException {
    if (lock.isPresent()) {
      statement.setBytes(at, SwapBytes.of(lock.get()).array());
    } else {
      statement.setNull(at, Types.BINARY);
    }
  }

  private static void times(PreparedStatement statement, int chainAt, LegTimes times)
      throws SQLException {
    statement.setLong(chainAt + 1, times.lockBy());
    statement.setLong(chainAt + 2, times.revealBy());
    statement.setLong(chainAt + 3, times.claimBy());
    statement.setLong(chainAt + 4, times.deadline());
  }

  private List<Swap> rows(PreparedStatement select) throws SQLException {
    List<Swap> swaps = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Swap.Chains chains =
            new Swap.Chains(row.getString(FIRST_CHAIN), row.getString(SECOND_CHAIN));
        swaps.add(
            new Swap(
                new TradeId(row.getLong(1)),
                chains,
                Bytes.of(row.getBytes(HASH)),
                new Deadlines(times(row, FIRST_CHAIN), times(row, SECOND_CHAIN)),
                new Swap.Progress(
                    SwapPhase.valueOf(row.getString(2)),
                    row.getBoolean(3),
                    SwapFailure.valueOf(row.getString(4)),
                    lock(row.getBytes(5), chains.first()),
                    lock(row.getBytes(6), chains.second()))));
      }
    }
    return swaps;
  }

  private static LegTimes times(ResultSet row, int chainAt) throws SQLException {
    return new LegTimes(
        row.getLong(chainAt + 1),
        row.getLong(chainAt + 2),
        row.getLong(chainAt + 3),
        row.getLong(chainAt + 4));
  }

  private Optional<LegLock> lock(byte @Nullable [] bytes, String chain) {
    return bytes == null
        ? Optional.empty()
        : Optional.of(SwapBytes.lock(Bytes.of(bytes), vaults.apply(chain)));
  }
}
