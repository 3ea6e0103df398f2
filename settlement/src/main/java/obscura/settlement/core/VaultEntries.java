package obscura.settlement.core;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.settlement.core.Account.Available;
import obscura.settlement.core.Account.External;
import obscura.settlement.core.Account.Unattributed;
import obscura.settlement.core.JournalEntry.Kind;

/**
 * The journal entries by which the ledger follows a vault. The chain has decided already, so none
 * may be refused: what a firm is not known to have comes from what nobody is known to own.
 */
public final class VaultEntries {
  private VaultEntries() {}

  /** Tokens came in. */
  public static JournalEntry deposit(
      String reference, VaultToken token, BigDecimal amount, Optional<FirmId> owner) {
    BigDecimal checked = Amounts.positive(amount);
    Account to = owner.<Account>map(Available::new).orElseGet(Unattributed::new);
    return entry(Kind.DEPOSIT, reference, move(token, checked, new External(), to), "");
  }

  /** The owner of what came in unattributed became known. */
  public static JournalEntry claim(
      String reference, VaultToken token, BigDecimal amount, FirmId owner) {
    BigDecimal checked = Amounts.positive(amount);
    return entry(
        Kind.CLAIM, reference, move(token, checked, new Unattributed(), new Available(owner)), "");
  }

  /** Tokens left. */
  public static JournalEntry withdrawal(
      String reference, VaultToken token, BigDecimal amount, Optional<FirmId> owner, Books books) {
    List<Posting> postings = paid(books, token, Amounts.positive(amount), owner, new External());
    return entry(Kind.WITHDRAWAL, reference, postings, "");
  }

  /** Both legs of a trade that is final in the vault. */
  public static JournalEntry settled(String reference, String vault, List<Leg> legs, Books books) {
    List<Posting> postings = new ArrayList<>();
    for (Leg leg : legs) {
      postings.addAll(
          paid(
              books,
              new VaultToken(leg.token(), vault),
              Amounts.positive(leg.amount()),
              Optional.of(leg.from()),
              new Available(leg.to())));
    }
    return entry(Kind.SETTLED, reference, postings, "");
  }

  /**
   * Books a difference.
   *
   * @param amount above 0: the vault holds so much more than is owed; below: less
   * @param memo reason, who did it, and the report that found it
   */
  public static JournalEntry adjust(
      String reference, VaultToken token, BigDecimal amount, String memo) {
    Account from = amount.signum() > 0 ? new External() : new Unattributed();
    Account to = amount.signum() > 0 ? new Unattributed() : new External();
    BigDecimal checked = Amounts.positive(amount.abs());
    return entry(Kind.ADJUST, reference, move(token, checked, from, to), memo);
  }

  /** Takes what the payer is known to have, and the rest of what nobody is known to own. */
  private static List<Posting> paid(
      Books books, VaultToken token, BigDecimal amount, Optional<FirmId> payer, Account to) {
    BigDecimal known =
        payer
            .map(firm -> books.balance(firm, token.toString()).available().min(amount))
            .orElse(BigDecimal.ZERO);
    List<Posting> postings = new ArrayList<>();
    if (known.signum() > 0) {
      postings.addAll(move(token, known, new Available(payer.orElseThrow()), to));
    }
    BigDecimal rest = Amounts.checked(amount.subtract(known));
    if (rest.signum() > 0) {
      postings.addAll(move(token, rest, new Unattributed(), to));
    }
    return postings;
  }

  private static List<Posting> move(VaultToken token, BigDecimal amount, Account from, Account to) {
    String name = token.toString();
    return List.of(new Posting(from, name, amount.negate()), new Posting(to, name, amount));
  }

  private static JournalEntry entry(
      Kind kind, String reference, List<Posting> postings, String memo) {
    return new JournalEntry(kind, reference, postings, memo);
  }
}
