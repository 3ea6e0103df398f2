package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultError;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.evm.VaultRefusedException;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * Takes notes out of the vault, without the venue. A request stands on the chain with its terms, so
 * there is nothing to remember between asking and finishing. One thread; each call waits for its
 * transaction.
 */
final class Withdrawals {
  /** So long after it was signed may a request be handed in; the vault's own delay comes on top. */
  private static final long HAND_IN_SECONDS = 3600;

  private final EvmVault vault;
  private final OwnerWallet wallet;
  private final Reading reading;
  private final EvmAccount payer;

  /** Withdraws what a reading shows, at the payer's cost. */
  Withdrawals(EvmVault vault, OwnerWallet wallet, Reading reading, EvmAccount payer) {
    this.vault = vault;
    this.wallet = wallet;
    this.reading = reading;
    this.payer = payer;
  }

  /** The first request to mature that pays this recipient, with this fee if one is named. */
  Optional<VaultEvent.WithdrawalRequested> standing(
      OwnedNote note, Bytes recipient, Optional<BigInteger> fee) {
    return reading.requestsOf(note).stream()
        .filter(request -> request.terms().recipient().equals(recipient))
        .filter(request -> fee.isEmpty() || request.terms().fee().equals(fee.get()))
        .min(Comparator.comparingLong(VaultEvent.WithdrawalRequested::maturesAtSeconds));
  }

  /**
   * Signs and hands in a request.
   *
   * @throws VaultRefusedException if the note was spent, or such a request was made, meanwhile
   */
  VaultEvent.WithdrawalRequested request(OwnedNote note, Bytes recipient, BigInteger fee)
      throws IOException, InterruptedException {
    WithdrawalTerms terms =
        new WithdrawalTerms(recipient, fee, reading.head().seconds() + HAND_IN_SECONDS);
    CompactSignature signature =
        CompactSignature.of(new OwnerSignatures(vault).withdraw(note, terms).array());
    TransactionReceipt receipt =
        payer.execute(
            vault.address(), VaultCalls.requestWithdrawal(placed(note), terms, signature));
    return receipt.getLogs().stream()
        .flatMap(log -> VaultLog.of(log).stream())
        .map(VaultLog::event)
        .filter(VaultEvent.WithdrawalRequested.class::isInstance)
        .map(VaultEvent.WithdrawalRequested.class::cast)
        .filter(event -> event.note().equals(note.id()))
        .findAny()
        .orElseThrow(() -> new IOException("the receipt does not show the request"));
  }

  /**
   * Pays a request out, if it is time.
   *
   * @return whether it was
   * @throws VaultRefusedException if the note was spent meanwhile, or the token refuses
   */
  boolean finish(OwnedNote note, VaultEvent.WithdrawalRequested request)
      throws IOException, InterruptedException {
    Bytes call = VaultCalls.finishWithdrawal(placed(note), request.terms(), note.opening());
    try {
      payer.execute(vault.address(), call);
      return true;
    } catch (VaultRefusedException refused) {
      if (refused.error().equals(Optional.of(VaultError.NOT_MATURE))) {
        return false;
      }
      throw refused;
    }
  }

  private PlacedNote placed(OwnedNote note) {
    return new PlacedNote(
        note.note(), note.place(), wallet.treePath(reading.archive(), note.place()));
  }
}
