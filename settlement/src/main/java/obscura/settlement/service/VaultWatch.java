package obscura.settlement.service;

import java.util.List;
import java.util.Optional;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.port.VaultEventSource;
import obscura.settlement.service.port.VaultListener;
import obscura.settlement.service.port.WatchMarks;
import obscura.settlement.service.port.WatchMarks.Mark;

/**
 * Hands on what the vault announces, from the block on where the last look ended, once it is deep
 * enough. The mark moves after the listener has taken everything, so nothing is lost in a crash and
 * some of it comes again. If the marked block is no longer of the chain, what came from it may be
 * gone: an alert says so, and everything is read again from the first block. One thread.
 */
public final class VaultWatch {
  /** Nodes answer for so many blocks at once, most of them for more. */
  private static final long BLOCKS_AT_ONCE = 2_000;

  private static final int READS_MAX = 10;

  private final Chain chain;
  private final VaultEventSource events;
  private final WatchMarks marks;
  private final VaultListener listener;
  private final AlertSink alerts;
  private final Range range;

  /**
   * What is read.
   *
   * @param firstBlock the one in which the vault was deployed, or an earlier one
   * @param confirmations blocks that make an announcement final, its own included; above 0
   * @param blocksAtOnce that a node is asked for in one question; above 0
   */
  public record Range(long firstBlock, long confirmations, long blocksAtOnce) {
    /** As many blocks at once as most nodes answer for. */
    public Range(long firstBlock, long confirmations) {
      this(firstBlock, confirmations, BLOCKS_AT_ONCE);
    }
  }

  /** What it reads from, and what it remembers. */
  public record Sources(Chain chain, VaultEventSource events, WatchMarks marks) {}

  /** Reads nothing yet. */
  public VaultWatch(Sources sources, VaultListener listener, AlertSink alerts, Range range) {
    this.chain = sources.chain();
    this.events = sources.events();
    this.marks = sources.marks();
    this.listener = listener;
    this.alerts = alerts;
    this.range = range;
  }

  /**
   * Hands on what is new, or a part of it if it is much.
   *
   * @return whether everything was handed on that is final now
   * @throws UnavailableException if the chain does not answer; the next call goes on
   */
  public boolean look() {
    BlockRef head = chain.head();
    long last = head.number() - range.confirmations() + 1;
    long next = next();
    for (int reads = 0; next <= last && reads < READS_MAX; reads++) {
      long end = Math.min(last, next + range.blocksAtOnce() - 1);
      Mark mark = Mark.of(block(end).reference());
      List<VaultArchive.Entry> found = events.read(next, end);
      found.forEach(listener::announced);
      marks.write(mark);
      next = end + 1;
    }
    return next > last;
  }

  private long next() {
    Optional<Mark> mark = marks.last();
    if (mark.isEmpty()) {
      return range.firstBlock();
    }
    boolean stands =
        chain
            .block(mark.get().number())
            .filter(block -> block.reference().hash().equals(mark.get().hash()))
            .isPresent();
    if (stands) {
      return mark.get().number() + 1;
    }
    alerts.alert(
        new Alert(
            Alert.Kind.DEEP_REORGANISATION,
            0,
            "block %d (%s), up to which the vault was read, is no longer of the chain; it is read again"
                .formatted(mark.get().number(), mark.get().hash())));
    return range.firstBlock();
  }

  private Chain.Block block(long number) {
    return chain
        .block(number)
        .orElseThrow(() -> new UnavailableException("block " + number + " is not to be had"));
  }
}
