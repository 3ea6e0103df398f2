package obscura.desk.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import obscura.desk.fix.Received.Execution;

/**
 * Holds what the clients know against each other and against the drop copy. Every method returns
 * faults in words, none when all is well. Pure.
 */
final class CrashCheck {
  private CrashCheck() {}

  static List<String> faults(List<Witness> witnesses, List<CopiedReport> copies) {
    List<String> faults = new ArrayList<>();
    for (Witness witness : witnesses) {
      faults.addAll(lostOrders(witness));
      faults.addAll(changedReports(witness));
      faults.addAll(doubledFills(witness));
      faults.addAll(reusedNumbers(witness));
      faults.addAll(copyDiffers(witness, copies));
    }
    faults.addAll(oneSidedTrades(witnesses));
    return faults;
  }

  /** Every acknowledged order is known, with everything that was filled. */
  private static List<String> lostOrders(Witness witness) {
    List<String> faults = new ArrayList<>();
    Map<String, BigDecimal> filled = filled(witness);
    for (String id : witness.acknowledgedBefore()) {
      Execution status = witness.statusAfter().get(id);
      if (status == null || status.orderId().equals("NONE")) {
        faults.add(witness.participant() + " lost acknowledged order " + id);
      } else if (differs(status.cumQty(), filled.getOrDefault(id, BigDecimal.ZERO))) {
        faults.add(witness.participant() + " order " + id + " says other fills than were reported");
      }
    }
    return faults;
  }

  /** A report that comes again is the same report. */
  private static List<String> changedReports(Witness witness) {
    List<String> faults = new ArrayList<>();
    Map<String, Execution> first = new HashMap<>();
    for (Execution report : events(witness)) {
      Execution before = first.putIfAbsent(report.execId(), report);
      if (before != null && !same(before, report)) {
        faults.add(witness.participant() + " ExecID " + report.execId() + " means two things");
      }
    }
    return faults;
  }

  /** Fills of one order have their own match each, and together are not more than the order. */
  private static List<String> doubledFills(Witness witness) {
    List<String> faults = new ArrayList<>();
    Map<String, String> execIdOfMatch = new HashMap<>();
    for (Execution fill : witness.fills()) {
      String match = fill.matchId() + " of " + fill.clOrdId();
      String before = execIdOfMatch.putIfAbsent(match, fill.execId());
      if (before != null && !before.equals(fill.execId())) {
        faults.add(witness.participant() + " was told match " + match + " twice");
      }
    }
    filled(witness)
        .forEach((id, quantity) -> {
          BigDecimal ordered = witness.quantities().get(id);
          if (ordered != null && quantity.compareTo(ordered) > 0) {
            faults.add(witness.participant() + " order " + id + " was filled beyond its size");
          }
        });
    return faults;
  }

  /** One sequence number names one message; only a resend may use it again. */
  private static List<String> reusedNumbers(Witness witness) {
    List<String> faults = new ArrayList<>();
    Map<Integer, String> execIds = new HashMap<>();
    for (Execution report : witness.reports()) {
      String before = execIds.putIfAbsent(report.wire().seqNum(), report.execId());
      if (before != null && !before.equals(report.execId())) {
        faults.add(
            witness.participant() + " got two messages with number " + report.wire().seqNum());
      }
    }
    return faults;
  }

  /** Drop copy and client know the same ExecIDs, each copied once; status answers may lack. */
  private static List<String> copyDiffers(Witness witness, List<CopiedReport> copies) {
    List<String> faults = new ArrayList<>();
    Set<String> copied = new TreeSet<>();
    for (CopiedReport copy : copies) {
      if (copy.participant().equals(witness.participant()) && !copied.add(copy.execId())) {
        faults.add("drop copy holds ExecID " + copy.execId() + " twice");
      }
    }
    Set<String> received = new TreeSet<>();
    witness.reports().forEach(report -> received.add(report.execId()));
    Set<String> told = new TreeSet<>();
    events(witness).forEach(report -> told.add(report.execId()));
    for (String execId : minus(told, copied)) {
      faults.add("ExecID " + execId + " of " + witness.participant() + " is not in drop copy");
    }
    for (String execId : minus(copied, received)) {
      faults.add("ExecID " + execId + " never reached " + witness.participant());
    }
    return faults;
  }

  /** Every match has two sides with the same quantity and price. */
  private static List<String> oneSidedTrades(List<Witness> witnesses) {
    Map<String, List<Execution>> byMatch = new LinkedHashMap<>();
    Set<String> seen = new HashSet<>();
    for (Witness witness : witnesses) {
      for (Execution fill : witness.fills()) {
        if (seen.add(witness.participant() + fill.execId())) {
          byMatch
              .computeIfAbsent(String.valueOf(fill.matchId()), match -> new ArrayList<>())
              .add(fill);
        }
      }
    }
    List<String> faults = new ArrayList<>();
    byMatch.forEach((match, sides) -> {
      if (sides.size() != 2 || !mirror(sides.getFirst(), sides.getLast())) {
        faults.add("match " + match + " does not have two equal sides");
      }
    });
    return faults;
  }

  private static Map<String, BigDecimal> filled(Witness witness) {
    Map<String, BigDecimal> filled = new HashMap<>();
    Set<String> counted = new HashSet<>();
    for (Execution fill : witness.fills()) {
      if (counted.add(fill.execId())) {
        filled.merge(fill.clOrdId(), lastQty(fill), BigDecimal::add);
      }
    }
    return filled;
  }

  /** The reports that tell an event; status answers repeat known things under other ids. */
  private static List<Execution> events(Witness witness) {
    return witness.reports().stream().filter(report -> !report.isStatus()).toList();
  }

  private static boolean same(Execution a, Execution b) {
    return a.clOrdId().equals(b.clOrdId())
        && a.execType() == b.execType()
        && a.ordStatus() == b.ordStatus()
        && !differs(a.cumQty(), b.cumQty())
        && !differs(a.leavesQty(), b.leavesQty())
        && !differs(lastQty(a), lastQty(b))
        && Objects.equals(a.matchId(), b.matchId());
  }

  private static boolean mirror(Execution a, Execution b) {
    return a.side() != b.side()
        && !differs(lastQty(a), lastQty(b))
        && a.lastPx() != null
        && b.lastPx() != null
        && !differs(a.lastPx(), b.lastPx());
  }

  private static BigDecimal lastQty(Execution report) {
    BigDecimal quantity = report.lastQty();
    return quantity == null ? BigDecimal.ZERO : quantity;
  }

  private static boolean differs(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) != 0;
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
