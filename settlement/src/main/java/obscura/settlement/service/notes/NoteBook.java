package obscura.settlement.service.notes;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * Which notes may be spent, which a batch holds, and the stock of meta-addresses; durable. Any
 * thread.
 */
public final class NoteBook {
  private static final String FREE = "FREE";
  private static final String HELD = "HELD";
  private static final String SPENT = "SPENT";

  private final StoreDatabase database;
  private final StoreKey key;

  /**
   * Notes that are not spent, as the table has them; unsealing one takes as long as reading ten.
   */
  private final Map<Bytes, PermittedNote> unsealed = new ConcurrentHashMap<>();

  public NoteBook(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /** Adds a note, or a longer permit of one that is known. */
  void add(Bytes id, PermittedNote note) {
    byte[] sealed = key.seal(NoteBytes.encode(note), id.array());
    database.transaction(connection -> {
      int known =
          update(
              connection,
              "UPDATE service_note SET sealed = ? WHERE note_id = ?",
              sealed,
              id.array());
      if (known == 0) {
        update(
            connection,
            "INSERT INTO service_note (sealed, note_id, firm_tag, state) VALUES (?, ?, ?, 'FREE')",
            sealed,
            id.array(),
            tag(note.firm()));
      }
      return true;
    });
    unsealed.put(id, note);
  }

  /** Notes of a firm that no batch holds, by id. */
  Map<Bytes, PermittedNote> free(FirmId firm) {
    return database.transaction(connection -> {
      Map<Bytes, PermittedNote> notes = new LinkedHashMap<>();
      try (PreparedStatement select =
          connection.prepareStatement(
              "SELECT note_id, sealed FROM service_note WHERE state = ? AND firm_tag = ?"
                  + " ORDER BY note_id")) {
        select.setString(1, FREE);
        select.setBytes(2, tag(firm));
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            Bytes id = Bytes.of(row.getBytes(1));
            byte[] sealed = row.getBytes(2);
            notes.put(
                id,
                unsealed.computeIfAbsent(id, of -> NoteBytes.decode(key.open(sealed, of.array()))));
          }
        }
      }
      return notes;
    });
  }

  /** Who permitted a note once, whatever became of it since. */
  public Optional<FirmId> ownerOf(Bytes id) {
    return database.transaction(connection -> {
      try (PreparedStatement select =
          connection.prepareStatement("SELECT sealed FROM service_note WHERE note_id = ?")) {
        select.setBytes(1, id.array());
        try (ResultSet row = select.executeQuery()) {
          return row.next()
              ? Optional.of(NoteBytes.decode(key.open(row.getBytes(1), id.array())).firm())
              : Optional.empty();
        }
      }
    });
  }

  /** A batch holds these notes, and none that it held before. */
  void hold(long batch, List<Bytes> ids) {
    database.transaction(connection -> {
      move(connection, batch, FREE);
      for (Bytes id : ids) {
        int held =
            update(
                connection,
                "UPDATE service_note SET state = '"
                    + HELD
                    + "', held_by = ? WHERE note_id = ? AND state = '"
                    + FREE
                    + "'",
                batch,
                id.array());
        if (held != 1) {
          throw new IllegalStateException("note " + id + " is not free");
        }
      }
      return true;
    });
  }

  /** What a batch held is spent; gives it. */
  List<Bytes> spent(long batch) {
    List<Bytes> spent =
        database.transaction(connection -> {
          List<Bytes> held = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement("SELECT note_id FROM service_note WHERE held_by = ?")) {
            select.setLong(1, batch);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                held.add(Bytes.of(row.getBytes(1)));
              }
            }
          }
          move(connection, batch, SPENT);
          return held;
        });
    spent.forEach(unsealed::remove);
    return spent;
  }

  void release(long batch) {
    database.transaction(connection -> move(connection, batch, FREE));
  }

  /** Adds a meta-address to a firm's stock; false if it was ever there. */
  public boolean stock(FirmId firm, String metaAddress) {
    byte[] hash = Hash.sha256(Hash.utf8(metaAddress));
    byte[] sealed = key.seal(Hash.utf8(metaAddress), hash);
    return database.transaction(connection -> {
      try (PreparedStatement known =
          connection.prepareStatement("SELECT 1 FROM service_stock WHERE address_hash = ?")) {
        known.setBytes(1, hash);
        try (ResultSet row = known.executeQuery()) {
          if (row.next()) {
            return false;
          }
        }
      }
      update(
          connection,
          "INSERT INTO service_stock (firm_tag, address_hash, sealed, taken)"
              + " VALUES (?, ?, ?, FALSE)",
          tag(firm),
          hash,
          sealed);
      return true;
    });
  }

  /** How many meta-addresses a firm has left. */
  public long stockOf(FirmId firm) {
    return database.transaction(connection -> {
      try (PreparedStatement count =
          connection.prepareStatement(
              "SELECT COUNT(*) FROM service_stock WHERE firm_tag = ? AND taken = FALSE")) {
        count.setBytes(1, tag(firm));
        try (ResultSet row = count.executeQuery()) {
          return row.next() ? row.getLong(1) : 0;
        }
      }
    });
  }

  /** Takes the firm's oldest meta-address for good. */
  Optional<String> take(FirmId firm) {
    return database.transaction(connection -> {
      Optional<Stocked> next = oldest(connection, firm);
      if (next.isPresent()) {
        update(
            connection,
            "UPDATE service_stock SET taken = TRUE WHERE stock_no = ?",
            next.get().number);
      }
      return next.map(Stocked::address);
    });
  }

  private record Stocked(long number, String address) {}

  private Optional<Stocked> oldest(Connection connection, FirmId firm) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT stock_no, address_hash, sealed FROM service_stock WHERE firm_tag = ?"
                + " AND taken = FALSE ORDER BY stock_no FETCH FIRST 1 ROWS ONLY")) {
      select.setBytes(1, tag(firm));
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Stocked(
                    row.getLong(1),
                    new String(key.open(row.getBytes(3), row.getBytes(2)), StandardCharsets.UTF_8)))
            : Optional.empty();
      }
    }
  }

  private byte[] tag(FirmId firm) {
    return key.tag(firm.value());
  }

  private static int move(Connection connection, long batch, String state) throws SQLException {
    return update(
        connection,
        "UPDATE service_note SET held_by = NULL, state = '"
            + state
            + "' WHERE held_by = ? AND state = '"
            + HELD
            + "'",
        batch);
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
