package obscura.settlement.service.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When trades become a batch.
 *
 * @param tradesMax a batch this large goes at once; above 0
 * @param age the oldest trade waits no longer than this
 * @param batchesMax batches under way at most
 * @param lifetimeSeconds how long a batch may be settled; no more than the contract allows
 * @param coverWait a trade that its payers' notes do not cover waits so long from when it was taken
 *     over, because batches under way may hold notes or give change; not negative
 */
public record Batching(
    int tradesMax, Duration age, int batchesMax, long lifetimeSeconds, Duration coverWait) {
  /** A batch has at most 1,024 outputs, and a trade up to six. */
  public static final int TRADES_MAX = 150;

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Batching {
    if (tradesMax < 1 || tradesMax > TRADES_MAX || batchesMax < 1 || lifetimeSeconds < 1) {
      throw new IllegalArgumentException(
          "1 to " + TRADES_MAX + " trades, at least 1 batch, at least 1 second");
    }
    if (coverWait.isNegative()) {
      throw new IllegalArgumentException("no trade waits for a negative time");
    }
  }

  /** Trades that their notes do not cover fail at once. */
  public Batching(int tradesMax, Duration age, int batchesMax, long lifetimeSeconds) {
    this(tradesMax, age, batchesMax, lifetimeSeconds, Duration.ZERO);
  }

  /** Whether a trade that its notes do not cover is to be asked for again. */
  public boolean waitsForCover(TradeEntry trade, Instant now) {
    return now.isBefore(trade.acceptedAt().plus(coverWait));
  }

  /**
   * The next batch, if one is due.
   *
   * @param waiting in the order in which they go
   */
  public Optional<List<TradeEntry>> due(List<TradeEntry> waiting, Instant now) {
    Optional<TradeEntry> single = waiting.stream().filter(TradeEntry::alone).findFirst();
    if (single.isPresent()) {
      return single.map(List::of);
    }
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    boolean full = waiting.size() >= tradesMax;
    boolean old = waiting.stream().anyMatch(t -> !now.isBefore(t.acceptedAt().plus(age)));
    return full || old
        ? Optional.of(waiting.subList(0, Math.min(tradesMax, waiting.size())))
        : Optional.empty();
  }
}
