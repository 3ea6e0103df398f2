package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.Opening;
import obscura.settlement.note.WithdrawalTerms;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * Leaving: what an owner can do against the venue's will, and what nobody can do in an owner's
 * name.
 */
class OwnerAttacksTest {
  private static SolanaChain chain;
  private static Venue venue;
  private static Account helper;
  private static PublicKey recipient;
  private static PublicKey feeAccount;
  private static long nextTrade = 1;

  @BeforeAll
  static void vaultIsOpen() throws Exception {
    chain = new SolanaChain();
    venue = Venue.open(chain);
    helper = chain.newAccount();
    recipient = venue.usd.account(new Account().getPublicKey(), 0);
    feeAccount = venue.usd.account(helper.getPublicKey(), 0);
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  private static TransactionInstruction request(
      Venue.Owned owned, OwnerInstructions.Withdrawal withdrawal) {
    return venue.owners.requestWithdrawal(
        helper.getPublicKey(),
        feeAccount,
        new OwnerInstructions.Located(owned.note(), List.of()),
        withdrawal);
  }

  private static Venue.Owned requested(long value, long fee) {
    Venue.Owned owned = venue.deposit(venue.usd, value);
    chain.send(helper, request(owned, venue.withdrawal(owned, recipient, fee, chain.now() + 60)));
    return owned;
  }

  private static TransactionInstruction finish(Venue.Owned owned, PublicKey to, Opening opening) {
    return venue.owners.finishWithdrawal(owned.note(), venue.usd.token(), to, opening);
  }

  private static String finishing(Venue.Owned owned) {
    return chain.refusal(helper, finish(owned, recipient, owned.opening()));
  }

  private static void delayPasses() {
    chain.setTime(chain.now() + Venue.DELAYS.withdrawal());
  }

  private static NoteInput noticed(Venue.Owned owned, OwnerConsent consent) {
    PublicKey notice = venue.vault.notice(owned.note().id(venue.vault));
    return new NoteInput(owned.note(), List.of(), consent, notice);
  }

  private static String spending(Venue.Owned owned, NoteInput input) {
    Batch batch = Batch.swapping(venue, List.of(nextTrade++), List.of(owned)).opened();
    return chain.refusal(
        venue.operator, venue.batches.addInputs(batch.content(), 0, List.of(input)));
  }

  @Test
  void aWithdrawalTakesItsTimeAndPaysOnce() {
    Venue.Owned owned = requested(900, 0);
    chain.setTime(chain.now() + Venue.DELAYS.withdrawal() - 1);
    assertThat(finishing(owned)).isEqualTo("NOT_MATURED");
    chain.setTime(chain.now() + 1);
    chain.send(helper, finish(owned, recipient, owned.opening()));
    assertThat(finishing(owned)).isEqualTo("NOTE_TAKEN");
    OwnerInstructions.Withdrawal again = venue.withdrawal(owned, recipient, 0, chain.now() + 120);
    assertThat(chain.refusal(helper, request(owned, again))).isEqualTo("NOTE_TAKEN");
  }

  @Test
  void onlyTheOwnersRecipientAndOpeningCount() {
    Venue.Owned owned = requested(900, 0);
    delayPasses();
    PublicKey thief = venue.usd.account(helper.getPublicKey(), 0);
    assertThat(chain.refusal(helper, finish(owned, thief, owned.opening()))).isEqualTo("ACCOUNT");
    Opening more = new Opening(BigInteger.valueOf(901), owned.blinding());
    assertThat(chain.refusal(helper, finish(owned, recipient, more))).isEqualTo("OPENING");
    Opening unreduced =
        new Opening(BigInteger.valueOf(900), owned.blinding().add(Groups.RISTRETTO255.order()));
    assertThat(chain.refusal(helper, finish(owned, recipient, unreduced))).isEqualTo("SCALAR");
    VaultInstructions.Token other = venue.eth.token();
    PublicKey ethAccount = venue.eth.account(helper.getPublicKey(), 0);
    assertThat(
            chain.refusal(
                helper,
                venue.owners.finishWithdrawal(owned.note(), other, ethAccount, owned.opening())))
        .isEqualTo("OTHER_TOKEN");
  }

  @Test
  void aRequestIsTheOwnersWordForWord() {
    Venue.Owned owned = venue.deposit(venue.usd, 900);
    long until = chain.now() + 60;
    OwnerInstructions.Withdrawal good = venue.withdrawal(owned, recipient, 10, until);
    BigInteger fee = good.terms().fee();
    for (WithdrawalTerms changed :
        List.of(
            new WithdrawalTerms(Venue.bytes(feeAccount), fee, until),
            new WithdrawalTerms(Venue.bytes(recipient), fee.add(BigInteger.ONE), until),
            new WithdrawalTerms(Venue.bytes(recipient), fee, until + 1))) {
      OwnerInstructions.Withdrawal forged =
          new OwnerInstructions.Withdrawal(changed, good.signature());
      assertThat(chain.refusal(helper, request(owned, forged))).isEqualTo("SIGNATURE");
    }
    Venue.Owned other = venue.deposit(venue.usd, 900);
    assertThat(chain.refusal(helper, request(other, good))).isEqualTo("SIGNATURE");
    chain.setTime(until + 1);
    assertThat(chain.refusal(helper, request(owned, good))).isEqualTo("DEADLINE");
  }

  @Test
  void aLaterRequestReplacesAnEarlierOneAndNeverTheOtherWayRound() {
    Venue.Owned owned = venue.deposit(venue.usd, 900);
    PublicKey second = venue.usd.account(new Account().getPublicKey(), 0);
    OwnerInstructions.Withdrawal first = venue.withdrawal(owned, recipient, 0, chain.now() + 60);
    OwnerInstructions.Withdrawal later = venue.withdrawal(owned, second, 0, chain.now() + 61);
    chain.send(helper, request(owned, first));
    long matures = notice(owned).maturesSeconds();
    chain.setTime(chain.now() + 30);
    chain.send(helper, request(owned, later));
    assertThat(chain.refusal(helper, request(owned, first))).isEqualTo("REQUEST_OLDER");
    assertThat(notice(owned).maturesSeconds()).isEqualTo(matures);
    delayPasses();
    assertThat(finishing(owned)).isEqualTo("ACCOUNT");
    chain.send(helper, finish(owned, second, owned.opening()));
    assertThat(chain.tokens(second)).isEqualTo(900);
  }

  private static NoticeState notice(Venue.Owned owned) {
    return NoticeState.of(chain.data(venue.vault.notice(owned.note().id(venue.vault))));
  }

  @Test
  void theFeeIsPaidOnceToWhoeverHandedTheRequestIn() {
    Venue.Owned owned = requested(900, 100);
    TransactionInstruction collect =
        venue.owners.collectFee(owned.note(), venue.usd.token(), feeAccount);
    assertThat(chain.refusal(helper, collect)).isEqualTo("NOT_MATURED");
    delayPasses();
    long before = chain.tokens(feeAccount);
    chain.send(helper, finish(owned, recipient, owned.opening()));
    PublicKey thief = venue.usd.account(helper.getPublicKey(), 0);
    assertThat(
            chain.refusal(helper, venue.owners.collectFee(owned.note(), venue.usd.token(), thief)))
        .isEqualTo("ACCOUNT");
    chain.send(helper, collect);
    assertThat(chain.tokens(feeAccount) - before).isEqualTo(100);
    assertThat(chain.refusal(helper, collect)).isEqualTo("AMOUNT");
  }

  @Test
  void aFeeAboveTheAmountIsRefused() {
    Venue.Owned owned = requested(900, 901);
    delayPasses();
    assertThat(finishing(owned)).isEqualTo("AMOUNT");
  }

  @Test
  void aPauseStopsNoWithdrawal() {
    Venue.Owned owned = venue.deposit(venue.usd, 900);
    chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), true));
    try {
      chain.send(helper, request(owned, venue.withdrawal(owned, recipient, 0, chain.now() + 60)));
      delayPasses();
      chain.send(helper, finish(owned, recipient, owned.opening()));
    } finally {
      chain.send(venue.guardian, venue.vaults.setPaused(venue.guardian.getPublicKey(), false));
    }
  }

  @Test
  void aSpentNoteIsNotPaidOut() {
    Venue.Owned owned = requested(900, 0);
    Batch batch =
        Batch.swapping(venue, List.of(nextTrade++), List.of(owned))
            .with(List.of(noticed(owned, venue.permit(owned, chain.now() + 600))))
            .settled();
    assertThat(batch.made()).hasSize(1);
    delayPasses();
    assertThat(finishing(owned)).isEqualTo("NOTE_TAKEN");
  }

  @Test
  void aBatchCannotHideThatAnOwnerGaveNotice() {
    Venue.Owned owned = requested(900, 0);
    OwnerConsent permit = venue.permit(owned, chain.now() + 86_400);
    assertThat(spending(owned, new NoteInput(owned.note(), List.of(), permit, null)))
        .isEqualTo("NOTICE");
    Venue.Owned other = requested(901, 0);
    PublicKey otherNotice = venue.vault.notice(other.note().id(venue.vault));
    assertThat(spending(owned, new NoteInput(owned.note(), List.of(), permit, otherNotice)))
        .isEqualTo("NOTICE");
    delayPasses();
    assertThat(spending(owned, noticed(owned, permit))).isEqualTo("PERMIT_EXPIRED");
    chain.send(helper, finish(owned, recipient, owned.opening()));
  }

  @Test
  void aBatchThatHoldsTheNoteMustSettleBeforeTheWithdrawalMatures() {
    Venue.Owned owned = requested(900, 0);
    chain.setTime(chain.now() + Venue.DELAYS.withdrawal() - 10);
    Batch batch =
        Batch.swapping(venue, List.of(nextTrade++), List.of(owned))
            .with(List.of(noticed(owned, venue.permit(owned, chain.now() + 600))))
            .handedIn();
    chain.setTime(chain.now() + 10);
    assertThat(chain.refusal(venue.operator, batch.settle())).isEqualTo("DEADLINE");
    assertThat(finishing(owned)).isEqualTo("NOTE_TAKEN");
    chain.send(helper, venue.batches.release(batch.number(), 0, List.of(owned.note().batch())));
    chain.send(helper, finish(owned, recipient, owned.opening()));
  }

  @Test
  void aRevocationEndsPermitsAfterTheDelayButNotTheOwnersOwnConsent() {
    Venue.Owned owned = venue.deposit(venue.usd, 900);
    OwnerInstructions.Located located = new OwnerInstructions.Located(owned.note(), List.of());
    Bytes id = owned.note().id(venue.vault);
    byte[] strangers = venue.newKey().sign(venue.rules.revokeDigest(id).array());
    assertThat(
            chain.refusal(helper, venue.owners.revoke(helper.getPublicKey(), located, strangers)))
        .isEqualTo("SIGNATURE");
    byte[] signed = owned.key().sign(venue.rules.revokeDigest(id).array());
    chain.send(helper, venue.owners.revoke(helper.getPublicKey(), located, signed));
    assertThat(finishing(owned)).isEqualTo("NOT_MATURED");
    delayPasses();
    assertThat(finishing(owned)).isEqualTo("NOT_MATURED");
    OwnerConsent permit = venue.permit(owned, chain.now() + 600);
    assertThat(spending(owned, noticed(owned, permit))).isEqualTo("PERMIT_EXPIRED");

    Batch batch = Batch.swapping(venue, List.of(nextTrade++), List.of(owned)).opened();
    OwnerConsent consent =
        new OwnerConsent.ForBatch(
            owned.key().sign(venue.rules.consentDigest(id, batch.digest()).array()));
    batch
        .with(List.of(noticed(owned, consent)))
        .pieces()
        .forEach(piece -> chain.send(venue.operator, piece));
    chain.send(venue.operator, batch.settle());
  }
}
