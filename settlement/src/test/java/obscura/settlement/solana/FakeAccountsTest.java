package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.NoteLock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.programs.SystemProgram;

/**
 * Every operation, each of its accounts replaced by an empty one and by copies, its arguments cut
 * and lengthened: refused. Then as it was: done.
 */
class FakeAccountsTest {
  private static final int COPY_MAX = 20_000;
  private static final int SOURCE_OF_DEPOSIT = 5;
  private static final int FEE_RECIPIENT_OF_REQUEST = 5;

  private static SolanaChain chain;
  private static Venue venue;
  private final Set<Operation> tried = new HashSet<>();

  @BeforeAll
  static void vaultIsMade() throws Exception {
    chain = new SolanaChain();
    venue = new Venue(chain);
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  @Test
  void nothingIsDoneWithAccountsOrArgumentsThatOnlyLookRight() {
    PublicKey payer = venue.operator.getPublicKey();
    withstands(venue.vaults.initialize(payer, 1, venue.authorities(), Venue.DELAYS));
    byte[] listing = venue.rules.listingDigest(1, Venue.bytes(venue.usd.key())).array();
    withstands(venue.vaults.listMint(payer, venue.usd.token(), venue.signed(0, 1, listing)));
    venue.list(venue.eth);
    Venue.Owned owned = venue.owned(venue.usd, 900, venue.singleNumber(), 0);
    PublicKey source = venue.usd.account(payer, 900);
    withstands(
        venue.vaults.deposit(payer, source, venue.usd.token(), venue.of(owned)), SOURCE_OF_DEPOSIT);
    Batch batch = settles(Batch.swapping(venue, List.of(1L), List.of(owned)));
    leaves(batch);
    givesUp();
    opensLocks();
    withstands(venue.vaults.setPaused(venue.guardian.getPublicKey(), true), venue.guardian);
    Bytes signers =
        venue.rules.signersDigest(
            1,
            0,
            venue.parties.stream().map(p -> Venue.bytes(p.getPublicKey())).toList(),
            Venue.bytes(venue.guardian.getPublicKey()));
    withstands(
        venue.vaults.proposeSigners(venue.authorities(), venue.signed(0, 2, signers.array())));
    assertThat(tried).containsExactlyInAnyOrder(Operation.values());
  }

  private Batch settles(Batch batch) {
    withstands(venue.batches.openPage(venue.operator.getPublicKey(), 0));
    withstands(batch.open());
    batch.pieces().forEach(this::withstands);
    withstands(batch.settle());
    return batch;
  }

  private void leaves(Batch batch) {
    PublicKey payer = venue.operator.getPublicKey();
    Venue.Owned leaving = batch.made().getFirst();
    PublicKey recipient = venue.usd.account(new Account().getPublicKey(), 0);
    PublicKey fees = venue.usd.account(payer, 0);
    withstands(
        venue.owners.requestWithdrawal(
            payer,
            fees,
            batch.located(0),
            venue.withdrawal(leaving, recipient, 100, chain.now() + 60)),
        FEE_RECIPIENT_OF_REQUEST);
    chain.setTime(chain.now() + Venue.DELAYS.withdrawal());
    VaultInstructions.Token usd = venue.usd.token();
    withstands(venue.owners.finishWithdrawal(leaving.note(), usd, recipient, leaving.opening()));
    withstands(venue.owners.collectFee(leaving.note(), usd, fees));
    Venue.Owned staying = venue.deposit(venue.usd, 7);
    byte[] signed =
        staying.key().sign(venue.rules.revokeDigest(staying.note().id(venue.vault)).array());
    withstands(
        venue.owners.revoke(
            payer, new OwnerInstructions.Located(staying.note(), List.of()), signed));
  }

  private void givesUp() {
    Batch batch =
        Batch.swapping(venue, List.of(2L), List.of(venue.deposit(venue.usd, 3))).handedIn();
    withstands(venue.batches.cancel(batch.content()));
    List<Long> sources = List.of(batch.spent().getFirst().note().batch());
    withstands(venue.batches.release(batch.number(), 0, sources));
    chain.setTime(batch.deadline() + 1);
    withstands(venue.batches.closeDraft(batch.content()));
  }

  private void opensLocks() {
    PublicKey payer = venue.operator.getPublicKey();
    byte[] preimage = venue.bytes(32);
    NoteLock lock =
        new NoteLock(
            Bytes.of(Hash.sha256(preimage)),
            Bytes.of(venue.newKey().owner()),
            chain.now() + 900,
            Bytes.of(venue.bytes(NoteFields.REFUND_MEMO_BYTES)));
    Batch batch =
        Batch.swapping(
                venue,
                List.of(3L),
                List.of(venue.deposit(venue.usd, 3), venue.deposit(venue.eth, 4)))
            .locked(lock)
            .settled();
    withstands(venue.owners.claim(payer, preimage, venue.singleNumber(), batch.located(0), lock));
    chain.setTime(lock.deadlineSeconds());
    withstands(venue.owners.refund(payer, venue.singleNumber(), batch.located(1), lock));
  }

  private void withstands(TransactionInstruction good, int... freePlaces) {
    withstands(good, venue.operator, freePlaces);
  }

  private void withstands(TransactionInstruction good, Account signer, int... freePlaces) {
    Operation operation =
        Arrays.stream(Operation.values()).filter(o -> o.isIn(good.getData())).findFirst().get();
    for (int place = 0; place < good.getKeys().size(); place++) {
      int here = place;
      AccountMeta meta = good.getKeys().get(place);
      if (!meta.isSigner() && IntStream.of(freePlaces).noneMatch(free -> free == here)) {
        for (PublicKey fake : fakesOf(meta.getPublicKey())) {
          refused(signer, replaced(good, place, fake), operation + " with a fake at " + place);
        }
      }
      refused(signer, without(good, place), operation + " without " + place);
    }
    byte[] data = good.getData();
    for (int length : new int[] {0, 7, 8, data.length / 2, data.length - 1, data.length + 1}) {
      if (length != data.length) {
        byte[] other = Arrays.copyOf(data, length);
        refused(
            signer,
            new TransactionInstruction(good.getProgramId(), good.getKeys(), other),
            operation + " with " + length + " bytes");
      }
    }
    chain.send(signer, good);
    tried.add(operation);
  }

  private static void refused(Account signer, TransactionInstruction bad, String what) {
    assertThat(chain.refusal(signer, bad)).as(what).isNotEqualTo("accepted");
  }

  /**
   * An empty address; the account copied under the system program's hand; a token account copied
   * under its own.
   */
  private static List<PublicKey> fakesOf(PublicKey real) {
    List<PublicKey> fakes = new ArrayList<>();
    fakes.add(new Account().getPublicKey());
    if (chain.exists(real) && chain.data(real).length < COPY_MAX) {
      PublicKey owner = chain.owner(real);
      fakes.add(copied(real, SystemProgram.PROGRAM_ID));
      if (!owner.equals(SolanaChain.PROGRAM)) {
        fakes.add(copied(real, owner));
      }
    }
    return fakes;
  }

  private static PublicKey copied(PublicKey real, PublicKey owner) {
    PublicKey copy = new Account().getPublicKey();
    chain.setAccount(copy, owner, chain.data(real));
    return copy;
  }

  private static TransactionInstruction replaced(
      TransactionInstruction good, int place, PublicKey fake) {
    List<AccountMeta> keys = new ArrayList<>(good.getKeys());
    AccountMeta old = keys.get(place);
    keys.set(place, new AccountMeta(fake, old.isSigner(), old.isWritable()));
    return new TransactionInstruction(good.getProgramId(), keys, good.getData());
  }

  private static TransactionInstruction without(TransactionInstruction good, int place) {
    List<AccountMeta> keys = new ArrayList<>(good.getKeys());
    keys.remove(place);
    return new TransactionInstruction(good.getProgramId(), keys, good.getData());
  }
}
