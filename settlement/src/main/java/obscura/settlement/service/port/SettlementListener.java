package obscura.settlement.service.port;

import obscura.settlement.service.core.Notice;

/**
 * Who tells the parties. Notices of one trade come in order, each at least once: after a crash the
 * last one may come again.
 */
public interface SettlementListener {
  /** Takes a notice; if it throws, the notice comes again and those after it wait. */
  void settlement(Notice notice);
}
