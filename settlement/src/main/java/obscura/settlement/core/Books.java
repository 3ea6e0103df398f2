package obscura.settlement.core;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import obscura.domain.FirmId;
import obscura.settlement.core.Account.Available;
import obscura.settlement.core.Account.External;
import obscura.settlement.core.Account.Reserved;
import obscura.settlement.core.Account.Unattributed;

/** Balances of all accounts: what the journal adds up to. One thread. */
public final class Books {
  private final Map<Key, BigDecimal> balances = new HashMap<>();

  /** Whether the entry leaves no firm's account below zero. */
  public boolean covers(JournalEntry entry) {
    Map<Key, BigDecimal> after = new HashMap<>();
    for (Posting posting : entry.postings()) {
      Key key = new Key(posting.account(), posting.token());
      after.put(key, after.getOrDefault(key, amount(key)).add(posting.amount()));
    }
    return after.entrySet().stream()
        .allMatch(e -> mayBeNegative(e.getKey().account()) || e.getValue().signum() >= 0);
  }

  /**
   * Applies the entry.
   *
   * @throws IllegalStateException if it is not covered; nothing changes
   */
  public void apply(JournalEntry entry) {
    if (!covers(entry)) {
      throw new IllegalStateException("entry not covered: " + entry.reference());
    }
    for (Posting posting : entry.postings()) {
      Key key = new Key(posting.account(), posting.token());
      balances.put(key, Amounts.checked(amount(key).add(posting.amount())));
    }
  }

  /** A firm's amounts by token, without tokens it never had. */
  public SortedMap<String, Balance> balances(FirmId firm) {
    SortedMap<String, Balance> found = new TreeMap<>();
    for (Key key : balances.keySet()) {
      if (ownerIs(key.account(), firm)) {
        found.put(key.token(), balance(firm, key.token()));
      }
    }
    return Collections.unmodifiableSortedMap(found);
  }

  public Balance balance(FirmId firm, String token) {
    return new Balance(
        amount(new Key(new Available(firm), token)), amount(new Key(new Reserved(firm), token)));
  }

  /** What came in and did not go out: what firms have, and what nobody is known to own. */
  public BigDecimal owed(String token) {
    return amount(new Key(new External(), token)).negate();
  }

  /** What nobody is known to own; below 0 if more left than firms were known to have. */
  public BigDecimal unattributed(String token) {
    return amount(new Key(new Unattributed(), token));
  }

  /** For each token the sum over all accounts, the outside included: 0 in sound books. */
  public SortedMap<String, BigDecimal> sums() {
    SortedMap<String, BigDecimal> sums = new TreeMap<>();
    balances.forEach((key, amount) -> sums.merge(key.token(), amount, BigDecimal::add));
    return sums;
  }

  /** Whether both hold the same amounts. */
  public boolean agreesWith(Books other) {
    return balances.equals(other.balances);
  }

  private BigDecimal amount(Key key) {
    return balances.getOrDefault(key, BigDecimal.ZERO);
  }

  private static boolean mayBeNegative(Account account) {
    return account instanceof External || account instanceof Unattributed;
  }

  private static boolean ownerIs(Account account, FirmId firm) {
    return switch (account) {
      case Available a -> a.firm().equals(firm);
      case Reserved r -> r.firm().equals(firm);
      case Unattributed u -> false;
      case External e -> false;
    };
  }

  private record Key(Account account, String token) {}
}
