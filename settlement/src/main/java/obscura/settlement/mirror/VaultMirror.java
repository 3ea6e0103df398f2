package obscura.settlement.mirror;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.JournalEntry.Kind;
import obscura.settlement.core.Leg;
import obscura.settlement.core.Posted;
import obscura.settlement.core.VaultEntries;
import obscura.settlement.core.VaultToken;
import obscura.settlement.ledger.Ledger;

/**
 * Follows one vault: what is final on its chain is booked in the ledger, once. Keeps nothing of its
 * own: a new one over the same ledger goes on. For several threads, which take turns.
 */
public final class VaultMirror {
  private final Ledger ledger;
  private final VaultWitness witness;
  private final Map<String, VaultMovement.Deposit> unclaimed = new LinkedHashMap<>();
  private long bookedUpTo = -1;

  public VaultMirror(Ledger ledger, VaultWitness witness) {
    this.ledger = ledger;
    this.witness = witness;
  }

  /**
   * Books what became final since the last time, or since the vault is there.
   *
   * @throws WitnessException if the chain does not answer; what was booked stays
   */
  public synchronized void follow() {
    long last = finalBlock();
    for (VaultMovement.Deposit deposit : List.copyOf(unclaimed.values())) {
      deposit(deposit);
    }
    if (last > bookedUpTo) {
      witness.movements(bookedUpTo + 1, last).forEach(this::book);
      bookedUpTo = last;
    }
  }

  /**
   * Books a trade that is final in the vault, and first what it may have been paid with; again is
   * no harm.
   *
   * @throws WitnessException if the chain does not answer; nothing was booked for the trade
   */
  public synchronized void settled(TradeId trade, List<Leg> legs) {
    follow();
    String reference = trade + "." + witness.vault();
    Posted _ =
        ledger.post(
            Kind.SETTLED,
            reference,
            books -> VaultEntries.settled(reference, witness.vault(), legs, books));
  }

  /** The newest block that is deep enough; -1 if none is. */
  long finalBlock() {
    return witness.head() - witness.confirmations() + 1;
  }

  /** Books one final movement unless it was, and gives a deposit to an owner who became known. */
  synchronized void book(VaultMovement movement) {
    switch (movement) {
      case VaultMovement.Deposit deposit -> deposit(deposit);
      case VaultMovement.Withdrawal withdrawal -> {
        String reference = withdrawal.reference();
        Posted _ =
            ledger.post(
                Kind.WITHDRAWAL,
                reference,
                books ->
                    VaultEntries.withdrawal(
                        reference,
                        token(withdrawal.symbol()),
                        withdrawal.amount(),
                        witness.ownerOf(withdrawal.place().note()),
                        books));
      }
      case VaultMovement.Requested _ -> {}
    }
  }

  private void deposit(VaultMovement.Deposit deposit) {
    String reference = deposit.reference();
    Optional<FirmId> owner = witness.ownerOf(deposit.place().note());
    VaultToken token = token(deposit.symbol());
    Posted posted =
        ledger.post(
            Kind.DEPOSIT,
            reference,
            books -> VaultEntries.deposit(reference, token, deposit.amount(), owner));
    if (posted == Posted.REPEATED && owner.isPresent() && !isOwned(reference, token)) {
      Posted _ =
          ledger.post(
              Kind.CLAIM,
              reference,
              books -> VaultEntries.claim(reference, token, deposit.amount(), owner.get()));
    }
    if (owner.isPresent() || !witness.namesOwners()) {
      unclaimed.remove(reference);
    } else {
      unclaimed.put(reference, deposit);
    }
  }

  /** Whether a deposit that was booked is some firm's. */
  boolean isOwned(String reference, VaultToken token) {
    boolean unattributed =
        ledger
                .entry(Kind.DEPOSIT, reference)
                .map(entry -> entry.unattributedChange(token.toString()))
                .orElse(BigDecimal.ZERO)
                .signum()
            > 0;
    return !unattributed || ledger.entry(Kind.CLAIM, reference).isPresent();
  }

  /** What a firm was given of a deposit. */
  BigDecimal credited(String reference, VaultToken token, FirmId firm) {
    return List.of(Kind.DEPOSIT, Kind.CLAIM).stream()
        .flatMap(kind -> ledger.entry(kind, reference).stream())
        .map((JournalEntry entry) -> entry.availableChange(firm, token.toString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  VaultToken token(String symbol) {
    return new VaultToken(symbol, witness.vault());
  }

  Ledger ledger() {
    return ledger;
  }

  VaultWitness witness() {
    return witness;
  }
}
