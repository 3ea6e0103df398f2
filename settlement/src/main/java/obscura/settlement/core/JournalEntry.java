package obscura.settlement.core;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import obscura.domain.FirmId;
import obscura.settlement.core.Account.Available;
import obscura.settlement.core.Account.External;
import obscura.settlement.core.Account.Reserved;
import obscura.settlement.core.Account.Unattributed;

/**
 * Postings that happen together and sum up to zero for every token.
 *
 * @param reference what it is for, e.g. a trade id; 1 to 64 characters, once for each kind
 * @param memo a reason, or empty
 */
public record JournalEntry(Kind kind, String reference, List<Posting> postings, String memo) {
  /** Longest reference. */
  public static final int REFERENCE_MAX = 64;

  /** Checks that nothing comes from nowhere. */
  public JournalEntry {
    if (reference.isEmpty() || reference.length() > REFERENCE_MAX) {
      throw new IllegalArgumentException("a reference is 1 to 64 characters");
    }
    postings = List.copyOf(postings);
    if (!sumsToZero(postings)) {
      throw new IllegalArgumentException("postings of " + reference + " do not sum up to zero");
    }
  }

  public boolean touches(FirmId firm, String token) {
    return postings.stream()
        .anyMatch(p ->
            p.token().equals(token)
                && (p.account().equals(new Available(firm))
                    || p.account().equals(new Reserved(firm))));
  }

  /** Change of the firm's free amount. */
  public BigDecimal availableChange(FirmId firm, String token) {
    return change(new Available(firm), token);
  }

  /** Change of the firm's reserved amount. */
  public BigDecimal reservedChange(FirmId firm, String token) {
    return change(new Reserved(firm), token);
  }

  /** Change of what nobody is known to own. */
  public BigDecimal unattributedChange(String token) {
    return change(new Unattributed(), token);
  }

  /** Change of what is outside: below 0 came in. */
  public BigDecimal outsideChange(String token) {
    return change(new External(), token);
  }

  /** Shows no amounts. */
  @Override
  public String toString() {
    return kind + " " + reference;
  }

  private BigDecimal change(Account account, String token) {
    return Amounts.checked(
        postings.stream()
            .filter(p -> p.token().equals(token) && p.account().equals(account))
            .map(Posting::amount)
            .reduce(BigDecimal.ZERO, BigDecimal::add));
  }

  private static boolean sumsToZero(List<Posting> postings) {
    Map<String, BigDecimal> sums = new HashMap<>();
    postings.forEach(p -> sums.merge(p.token(), p.amount(), BigDecimal::add));
    return sums.values().stream().allMatch(sum -> sum.signum() == 0);
  }

  /** What an entry does. */
  public enum Kind {
    /** From outside to a firm. */
    FUND,
    /** From free to reserved. */
    RESERVE,
    /** From reserved back to free. */
    RELEASE,
    /** From reserved to the other firm's free tokens. */
    MOVE,
    /** A trade that will not be settled; the memo says why. */
    FAIL,
    /** Tokens came into a vault: from outside to their owner, or to nobody known. */
    DEPOSIT,
    /** The owner of a deposit became known. */
    CLAIM,
    /** Tokens left a vault. */
    WITHDRAWAL,
    /** A trade became final in a vault: both legs, of free tokens. */
    SETTLED,
    /** Corrects a small difference; the memo says why, by whom and which report found it. */
    ADJUST
  }
}
