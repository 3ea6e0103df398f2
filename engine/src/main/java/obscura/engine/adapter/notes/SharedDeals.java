package obscura.engine.adapter.notes;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;

/**
 * What the parties committed of trades, and which notes they said do not cover one: each answer is
 * a bit of the amounts, so they give few. Durable. Any thread.
 */
final class SharedDeals {
  private final StoreDatabase database;
  private final StoreKey key;

  SharedDeals(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  /**
   * A committed trade.
   *
   * @param base keys of the seller's notes
   * @param quote keys of the buyer's
   * @param outputs four: bought, paid, base change, quote change
   * @param batch for which the parties were asked to sign it
   */
  record Deal(List<Bytes> base, List<Bytes> quote, List<Output> outputs, OptionalLong batch) {
    Deal {
      base = List.copyOf(base);
      quote = List.copyOf(quote);
      outputs = List.copyOf(outputs);
    }
  }

  /** A note to be made, and what tells its owner of it. */
  record Output(SharedNote note, Bytes memo) {}

  Optional<Deal> find(long trade) {
    return database
        .transaction(connection ->
            new Sql(connection)
                .rows(
                    row -> deal(trade, row),
                    "SELECT sealed, batch_no FROM shared_deal WHERE trade_id = ?",
                    trade))
        .stream()
        .findFirst();
  }

  /** Takes the place of what was committed of the trade before; for no batch yet. */
  void put(long trade, Deal deal) {
    byte[] sealed = key.seal(SharedBytes.written(out -> write(deal, out)), context(trade));
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      sql.update("DELETE FROM shared_deal WHERE trade_id = ?", trade);
      return sql.update("INSERT INTO shared_deal (trade_id, sealed) VALUES (?, ?)", trade, sealed);
    });
  }

  /** From now on two parties may have signed these for a batch: they serve no other. */
  void sign(long batch, Collection<Long> trades) {
    database.transaction(connection -> {
      Sql sql = new Sql(connection);
      for (long trade : trades) {
        sql.update("UPDATE shared_deal SET batch_no = ? WHERE trade_id = ?", batch, trade);
      }
      return trades.size();
    });
  }

  /** The parties are asked anew: what they committed before counts no more with them. */
  void forget(long trade) {
    database.transaction(connection ->
        new Sql(connection).update("DELETE FROM shared_deal WHERE trade_id = ?", trade));
  }

  /** Whether these notes do not cover the trade, as the parties said. */
  boolean isDenied(long trade, Bytes notes) {
    return database.transaction(connection ->
        !new Sql(connection)
            .rows(
                row -> row.getLong(1),
                "SELECT trade_id FROM shared_denied WHERE trade_id = ? AND notes = ?",
                trade,
                notes.array())
            .isEmpty());
  }

  /** The parties said that these notes do not cover the trade; the same again is no harm. */
  void deny(long trade, Bytes notes) {
    if (isDenied(trade, notes)) {
      return;
    }
    database.transaction(connection ->
        new Sql(connection)
            .update(
                "INSERT INTO shared_denied (trade_id, notes) VALUES (?, ?)", trade, notes.array()));
  }

  private Deal deal(long trade, ResultSet row) throws SQLException {
    byte[] sealed = row.getBytes(1);
    long number = row.getLong(2);
    OptionalLong batch = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    return SharedBytes.read(key.open(sealed, context(trade)), in -> read(in, batch));
  }

  private static void write(Deal deal, DataOutputStream out) throws IOException {
    SharedBytes.write(deal.base(), out);
    SharedBytes.write(deal.quote(), out);
    out.writeInt(deal.outputs().size());
    for (Output output : deal.outputs()) {
      SharedBytes.write(output.note(), out);
      SharedBytes.write(output.memo(), out);
    }
  }

  private static Deal read(DataInputStream in, OptionalLong batch) throws IOException {
    List<Bytes> base = SharedBytes.list(in);
    List<Bytes> quote = SharedBytes.list(in);
    List<Output> outputs = new ArrayList<>();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      outputs.add(new Output(SharedBytes.note(in), SharedBytes.bytes(in)));
    }
    return new Deal(base, quote, outputs, batch);
  }

  private static byte[] context(long trade) {
    return ByteBuffer.allocate(Long.BYTES).putLong(trade).array();
  }
}
