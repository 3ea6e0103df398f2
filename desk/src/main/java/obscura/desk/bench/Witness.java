package obscura.desk.bench;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import obscura.desk.fix.Received.Execution;

/**
 * What one client knows for certain, to be held against the venue after its crash.
 *
 * @param participant the client's CompID
 * @param quantities of the orders it sent, by ClOrdID; quotes of makers are not in here
 * @param reports every ExecutionReport received, in order, status answers too
 * @param acknowledgedBefore ClOrdIDs that were answered before the crash
 * @param statusAfter the venue's answer on each acknowledged order after the crash
 */
record Witness(
    String participant,
    Map<String, BigDecimal> quantities,
    List<Execution> reports,
    List<String> acknowledgedBefore,
    Map<String, Execution> statusAfter) {

  List<Execution> fills() {
    return reports.stream().filter(Execution::isFill).toList();
  }
}
