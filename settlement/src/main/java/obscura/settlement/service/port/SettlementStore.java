package obscura.settlement.service.port;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BatchChange;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeEntry;

/**
 * The service's durable memory. What a method wrote is on disk when it returns, whole or not at
 * all. One writer.
 */
public interface SettlementStore {
  /** Takes a trade over, with what is told about it; the same trade again changes nothing. */
  Acceptance accept(TradeEntry trade, Notice notice);

  /** A trade. */
  Optional<TradeEntry> trade(TradeId id);

  /** Trades in this order; each must be there. */
  List<TradeEntry> trades(List<TradeId> ids);

  /** INITIATED trades, oldest first. */
  List<TradeEntry> waiting(int max);

  /** Batches that are not closed, by number. */
  List<Batch> open();

  /** A batch. */
  Optional<Batch> batch(long number);

  /** Batches that are final on the chain and stand in this block or a later one, newest first. */
  List<Batch> confirmedFrom(long block);

  /** The highest number of a batch, or 0. */
  long lastBatch();

  /** One more than the highest nonce written, or 0. */
  long nextNonce();

  /**
   * Makes a ROLLED_BACK trade INITIATED again, reported as DROPPED and taken over now, unless this
   * number or a higher one was used for it before.
   */
  void reopen(TradeId id, long number, Instant now);

  /** Writes a trade that is in no batch, and what is told about it. */
  void save(TradeEntry trade, Notice notice);

  /** Writes a batch, its trades, its new transactions, and what is told. */
  void save(BatchChange change);

  /** Writes that a batch was signed, with what proves each trade's part of it. */
  void saveSigned(Batch batch, NoteOffice.Prepared.Signed signed);

  /** The parts of a batch that was signed: outputs of its trades, and the batch's root. */
  Optional<NoteOffice.Prepared.Signed> signed(long batch);

  /** Notices that were not taken, by number, oldest first. */
  Map<Long, Notice> notices(int max);

  /** A notice was taken. */
  void taken(long notice);

  /** What became of a trade handed in. */
  enum Acceptance {
    NEW,
    REPEATED,
    /** Another trade has this id: nothing was changed. */
    CONFLICT
  }
}
