package obscura.settlement.service.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BatchChange;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.port.NoteOffice;
import obscura.settlement.service.port.SettlementStore;

/** The service's memory in a database. Any thread may read; one service writes. */
public final class JdbcStore implements SettlementStore {
  private final StoreDatabase database;
  private final StoreKey key;

  public JdbcStore(StoreDatabase database, StoreKey key) {
    this.database = database;
    this.key = key;
  }

  @Override
  public Acceptance accept(TradeEntry trade, Notice notice) {
    return database.transaction(connection -> {
      TradeRows rows = new TradeRows(connection, key);
      Optional<TradeEntry> before = rows.find(trade.id());
      if (before.isPresent()) {
        return before.get().instruction().equals(trade.instruction())
            ? Acceptance.REPEATED
            : Acceptance.CONFLICT;
      }
      rows.insert(trade);
      new NoticeRows(connection).insert(List.of(notice));
      return Acceptance.NEW;
    });
  }

  @Override
  public Optional<TradeEntry> trade(TradeId id) {
    return database.transaction(connection -> new TradeRows(connection, key).find(id));
  }

  @Override
  public List<TradeEntry> trades(List<TradeId> ids) {
    return database.transaction(connection -> {
      TradeRows rows = new TradeRows(connection, key);
      List<TradeEntry> trades = new ArrayList<>();
      for (TradeId id : ids) {
        trades.add(
            rows.find(id)
                .orElseThrow(() -> new StoreException("trade " + id + " was never taken over")));
      }
      return trades;
    });
  }

  @Override
  public List<TradeEntry> waiting(int max) {
    return database.transaction(connection -> new TradeRows(connection, key).waiting(max));
  }

  @Override
  public List<Batch> open() {
    return database.transaction(connection -> new BatchRows(connection).open());
  }

  @Override
  public Optional<Batch> batch(long number) {
    return database.transaction(connection -> new BatchRows(connection).find(number));
  }

  @Override
  public List<Batch> confirmedFrom(long block) {
    return database.transaction(connection -> new BatchRows(connection).confirmedFrom(block));
  }

  @Override
  public long lastBatch() {
    return database.transaction(
        connection -> new BatchRows(connection).highest("SELECT MAX(batch_no) FROM service_batch"));
  }

  @Override
  public long nextNonce() {
    return database.transaction(connection ->
        new BatchRows(connection).highest("SELECT MAX(nonce) + 1 FROM service_attempt"));
  }

  @Override
  public void reopen(TradeId id, long number, Instant now) {
    database.transaction(connection -> {
      new RetryRows(connection).reopen(id, number, now);
      return true;
    });
  }

  @Override
  public void save(TradeEntry trade, Notice notice) {
    database.transaction(connection -> {
      new TradeRows(connection, key).update(List.of(trade));
      new NoticeRows(connection).insert(List.of(notice));
      return true;
    });
  }

  @Override
  public void save(BatchChange change) {
    database.transaction(connection -> {
      new BatchRows(connection).write(change.batch());
      new TradeRows(connection, key).update(change.trades());
      new NoticeRows(connection).insert(change.notices());
      return true;
    });
  }

  @Override
  public void saveSigned(Batch batch, NoteOffice.Prepared.Signed signed) {
    database.transaction(connection -> {
      new BatchRows(connection).write(batch);
      new SignedRows(connection).write(batch.number(), signed);
      return true;
    });
  }

  @Override
  public Optional<NoteOffice.Prepared.Signed> signed(long batch) {
    return database.transaction(connection -> new SignedRows(connection).find(batch));
  }

  @Override
  public Map<Long, Notice> notices(int max) {
    return database.transaction(connection -> new NoticeRows(connection).oldest(max));
  }

  @Override
  public void taken(long notice) {
    database.transaction(connection -> {
      new NoticeRows(connection).delete(notice);
      return true;
    });
  }
}
