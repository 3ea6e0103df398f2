package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.JournalEntry.Kind;
import obscura.settlement.core.Posted;
import obscura.settlement.core.VaultEntries;
import obscura.settlement.core.VaultToken;
import obscura.settlement.ledger.Ledger;

/**
 * Compares a vault with the ledger: each deposit and withdrawal has its entry and no entry is
 * without one, each deposit is its owner's, and of each token the vault holds what the ledger says
 * is owed. A difference below a limit is booked, with its reason, if all else is sound; any other
 * is a break. Reads all that the vault ever said. Any thread.
 */
public final class MirrorCheck {
  private static final int VAULT_DIGITS = 6;

  private final VaultMirror mirror;
  private final AdjustLimits limits;
  private final InstantSource time;

  public MirrorCheck(VaultMirror mirror, AdjustLimits limits, InstantSource time) {
    this.mirror = mirror;
    this.limits = limits;
    this.time = time;
  }

  /**
   * Compares now.
   *
   * @param operator who asked, for the entries that are booked
   * @throws WitnessException if the chain does not answer
   */
  public MirrorReport run(String operator) {
    synchronized (mirror) {
      mirror.follow();
      return compare(operator, Math.max(0, mirror.finalBlock()));
    }
  }

  /** The report of a run that found nobody to ask. */
  public MirrorReport notCompared(String why) {
    String vault = mirror.witness().vault();
    return new MirrorReport(
        id(time.instant()),
        vault,
        0,
        0,
        List.of(),
        List.of(),
        List.of("the vault " + vault + " was not compared: " + why));
  }

  private static String id(Instant at) {
    return "R" + at.getEpochSecond();
  }

  private MirrorReport compare(String operator, long block) {
    String id = id(time.instant());
    VaultWitness witness = mirror.witness();
    List<VaultMovement> movements =
        witness.movements(0, block).stream()
            .filter(movement -> !(movement instanceof VaultMovement.Requested))
            .toList();
    movements.forEach(mirror::book);
    List<String> breaks = new ArrayList<>(entriesAgainst(movements));
    boolean entriesSound = breaks.isEmpty();
    List<String> adjusted = new ArrayList<>();
    List<String> unattributed = new ArrayList<>();
    for (String symbol : witness.symbols().stream().sorted().toList()) {
      VaultToken token = mirror.token(symbol);
      BigDecimal owed = ledger().read(books -> books.owed(token.toString()));
      BigDecimal difference = witness.held(symbol, block).subtract(owed);
      if (difference.signum() != 0) {
        String found =
            "the vault holds %s %s %s than is owed"
                .formatted(
                    difference.abs().stripTrailingZeros().toPlainString(),
                    symbol,
                    difference.signum() > 0 ? "more" : "less");
        if (entriesSound && limits.allow(symbol, adjustments(token).add(difference))) {
          adjust(id, token, difference, found + "; report " + id + ", by " + operator);
          adjusted.add(found);
        } else {
          breaks.add(found);
        }
      }
      if (witness.namesOwners()
          && ledger().read(books -> books.unattributed(token.toString())).signum() != 0) {
        unattributed.add(symbol);
      }
    }
    return new MirrorReport(
        id, witness.vault(), block, movements.size(), unattributed, adjusted, breaks);
  }

  private void adjust(String report, VaultToken token, BigDecimal difference, String memo) {
    String vault = token.vault();
    String reference =
        report
            + "."
            + token.symbol()
            + "."
            + vault.substring(Math.max(0, vault.length() - VAULT_DIGITS));
    Posted _ =
        ledger()
            .post(
                Kind.ADJUST,
                reference,
                books -> VaultEntries.adjust(reference, token, difference, memo));
  }

  private BigDecimal adjustments(VaultToken token) {
    return ledger().entries(Set.of(Kind.ADJUST)).stream()
        .map(entry -> entry.unattributedChange(token.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Each movement with its entry, and each entry of this vault with its movement. */
  private List<String> entriesAgainst(List<VaultMovement> movements) {
    List<String> breaks = new ArrayList<>();
    Map<String, VaultMovement> expected = new HashMap<>();
    for (VaultMovement movement : movements) {
      if (expected.put(key(movement), movement) != null) {
        breaks.add("the chain has two movements " + key(movement));
      }
    }
    String vault = "@" + mirror.witness().vault();
    for (JournalEntry entry : ledger().entries(EnumSet.of(Kind.DEPOSIT, Kind.WITHDRAWAL))) {
      if (entry.postings().stream().anyMatch(posting -> posting.token().endsWith(vault))) {
        VaultMovement movement = expected.remove(entry.kind() + " " + entry.reference());
        if (movement == null) {
          breaks.add("the chain has no " + entry.kind() + " " + entry.reference());
        } else {
          breaks.addAll(differs(entry, movement));
        }
      }
    }
    expected.keySet().forEach(missing -> breaks.add("the ledger has no " + missing));
    return breaks;
  }

  private List<String> differs(JournalEntry entry, VaultMovement movement) {
    return switch (movement) {
      case VaultMovement.Deposit deposit -> {
        VaultToken token = mirror.token(deposit.symbol());
        boolean same = equal(entry.outsideChange(token.toString()).negate(), deposit.amount());
        boolean owned =
            mirror
                .witness()
                .ownerOf(deposit.place().note())
                .map(firm ->
                    equal(mirror.credited(deposit.reference(), token, firm), deposit.amount()))
                .orElse(true);
        yield found(entry, same, owned);
      }
      case VaultMovement.Withdrawal withdrawal ->
          found(
              entry,
              equal(
                  entry.outsideChange(mirror.token(withdrawal.symbol()).toString()),
                  withdrawal.amount()),
              true);
      case VaultMovement.Requested _ -> List.of();
    };
  }

  private static List<String> found(JournalEntry entry, boolean same, boolean owned) {
    List<String> breaks = new ArrayList<>();
    if (!same) {
      breaks.add(entry + " is of another amount or token than on the chain");
    }
    if (!owned) {
      breaks.add(entry + " is not its owner's");
    }
    return breaks;
  }

  private static boolean equal(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) == 0;
  }

  private static String key(VaultMovement movement) {
    Kind kind = movement instanceof VaultMovement.Deposit ? Kind.DEPOSIT : Kind.WITHDRAWAL;
    return kind + " " + movement.reference();
  }

  private Ledger ledger() {
    return mirror.ledger();
  }
}
