package obscura.settlement.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.RefundMemo;
import obscura.settlement.note.WithdrawalTerms;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.sip.EthereumSignature;
import obscura.settlement.sip.ScalarSignature;
import obscura.settlement.sip.StealthPayment;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alice and Bob have lost everything but their seeds; the chain is there. */
class OwnerWalletTest {
  private final Random random = new Random(15);
  private final OwnerSeed alice = Rail.seed(random);
  private final OwnerSeed bob = Rail.seed(random);
  private final PlayedChain chain = new PlayedChain();

  static List<Rail> rails() {
    return Rail.both();
  }

  @ParameterizedTest
  @MethodSource("rails")
  void seedAndChainRebuildEveryOpening(Rail rail) {
    NewNote dollars = rail.note(alice, 0, Rail.value(rail.dollars(), 9_000), random);
    NewNote ether = rail.note(bob, 0, Rail.value(rail.ether(), 3), random);
    NotePlace first = chain.deposit(dollars.output());
    NotePlace second = chain.deposit(ether.output());
    assertThat(rail.wallet(alice).rebuild(chain).balances())
        .isEqualTo(Map.of(rail.dollars(), BigInteger.valueOf(9_000)));

    List<NewNote> made =
        List.of(
            rail.note(bob, 2, Rail.value(rail.dollars(), 6_000), random),
            rail.note(alice, 1, Rail.value(rail.ether(), 2), random),
            rail.note(alice, 2, Rail.value(rail.dollars(), 3_000), random),
            rail.note(bob, 1, Rail.value(rail.ether(), 1), random));
    long batch = chain.settle(List.of(first, second), made.stream().map(NewNote::output).toList());

    Holdings hers = rail.wallet(alice).rebuild(chain);
    assertThat(hers.balances())
        .isEqualTo(Map.of(rail.ether(), BigInteger.TWO, rail.dollars(), BigInteger.valueOf(3_000)));
    assertThat(hers.unspent())
        .extracting(OwnedNote::place, OwnedNote::path, OwnedNote::opening)
        .containsExactly(
            tuple(new NotePlace(batch, 1), 1L, made.get(1).opening()),
            tuple(new NotePlace(batch, 2), 2L, made.get(2).opening()));
    assertThat(hers.spent()).extracting(OwnedNote::place).containsExactly(first);
    assertThat(hers.nextPath()).isEqualTo(3);

    Holdings his = rail.wallet(bob).rebuild(chain);
    assertThat(his.balances())
        .isEqualTo(Map.of(rail.dollars(), BigInteger.valueOf(6_000), rail.ether(), BigInteger.ONE));
    assertThat(rail.wallet(Rail.seed(random)).rebuild(chain).unspent()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rails")
  void whatDoesNotOpenIsNotHers(Rail rail) {
    NewNote real = rail.note(alice, 0, Rail.value(rail.dollars(), 50), random);
    NewNote other = rail.note(alice, 1, Rail.value(rail.dollars(), 51), random);
    Note promised = new Note(rail.dollars(), real.note().owner(), other.note().commitment());
    Note otherToken = new Note(rail.ether(), real.note().owner(), real.note().commitment());
    chain.settle(
        List.of(),
        List.of(
            new NoteOutput(promised, real.memo().encode(), Optional.empty()),
            new NoteOutput(otherToken, real.memo().encode(), Optional.empty()),
            new NoteOutput(real.note(), Bytes.zeros(3), Optional.empty()),
            new NoteOutput(
                real.note(), Bytes.zeros(real.memo().encode().length()), Optional.empty())));
    assertThat(rail.wallet(alice).rebuild(chain).unspent()).isEmpty();
    chain.deposit(real.output());
    assertThat(rail.wallet(alice).rebuild(chain).unspent()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("rails")
  void aLockedNoteIsBobsAfterTheClaimAndAlicesAfterTheRefund(Rail rail) {
    NewNote toBob = rail.note(bob, 0, Rail.value(rail.ether(), 7), random);
    NoteOutput locked = locked(rail, toBob, alice, 4);
    long batch = chain.settle(List.of(), List.of(toBob.output(), locked, locked));
    NotePlace claimedAt = new NotePlace(batch, 1);
    NotePlace refundedAt = new NotePlace(batch, 2);

    Holdings before = rail.wallet(bob).rebuild(chain);
    assertThat(before.locked())
        .extracting(note -> note.note().place(), LockedNote::side)
        .containsExactly(
            tuple(claimedAt, LockedNote.Side.CLAIM), tuple(refundedAt, LockedNote.Side.CLAIM));
    assertThat(before.unspent()).hasSize(1);
    assertThat(rail.wallet(alice).rebuild(chain).locked())
        .extracting(LockedNote::side)
        .containsExactly(LockedNote.Side.REFUND, LockedNote.Side.REFUND);

    NotePlace claimed = chain.claim(claimedAt);
    NotePlace refunded = chain.refund(refundedAt);
    Holdings his = rail.wallet(bob).rebuild(chain);
    Holdings hers = rail.wallet(alice).rebuild(chain);
    assertThat(his.balances()).isEqualTo(Map.of(rail.ether(), BigInteger.valueOf(14)));
    assertThat(his.unspent().getLast().place()).isEqualTo(claimed);
    assertThat(hers.balances()).isEqualTo(Map.of(rail.ether(), BigInteger.valueOf(7)));
    assertThat(hers.unspent().getFirst().place()).isEqualTo(refunded);
    assertThat(Bytes.of(hers.unspent().getFirst().key().owner()))
        .isEqualTo(hers.unspent().getFirst().note().owner());
    assertThat(his.locked()).isEmpty();
    assertThat(hers.locked()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rails")
  void pathsAreFoundAsFarAsTheStockReaches(Rail rail) {
    Holdings nothing = rail.wallet(alice).rebuild(chain);
    assertThat(rail.wallet(alice).stock(nothing, 0, 100))
        .hasSize(100)
        .doesNotHaveDuplicates()
        .contains(alice.metaAddress(rail.chain(), 99));
    assertThatThrownBy(() -> rail.wallet(alice).stock(nothing, 1, 100))
        .isInstanceOf(IllegalArgumentException.class);

    chain.deposit(rail.note(alice, 100, Rail.value(rail.dollars(), 1), random).output());
    assertThat(rail.wallet(alice).rebuild(chain).unspent()).isEmpty();
    chain.deposit(rail.note(alice, 99, Rail.value(rail.dollars(), 2), random).output());
    chain.deposit(rail.note(alice, 199, Rail.value(rail.dollars(), 4), random).output());
    Holdings hers = rail.wallet(alice).rebuild(chain);
    assertThat(hers.balances()).isEqualTo(Map.of(rail.dollars(), BigInteger.valueOf(6)));
    assertThat(hers.nextPath()).isEqualTo(200);
    assertThat(rail.wallet(alice).stock(hers, 200, 100)).hasSize(100);
    assertThatThrownBy(() -> rail.wallet(alice).stock(hers, 199, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("rails")
  void sheLooksAtABatchBeforeSheConsents(Rail rail) {
    chain.deposit(rail.note(alice, 0, Rail.value(rail.dollars(), 10), random).output());
    Holdings now = rail.wallet(alice).rebuild(chain);
    NewNote change = rail.note(alice, 5, Rail.value(rail.dollars(), 4), random);
    NewNote strangers = rail.note(bob, 0, Rail.value(rail.dollars(), 6), random);
    BatchContent batch =
        new BatchContent(
            3,
            1,
            100,
            Bytes.zeros(32),
            List.of(1L),
            List.of(now.unspent().getFirst().id()),
            List.of(strangers.output(), change.output()));
    assertThat(rail.wallet(alice).preview(batch, now))
        .singleElement()
        .satisfies(note -> {
          assertThat(note.place()).isEqualTo(new NotePlace(3, 1));
          assertThat(note.opening().amount()).isEqualTo(BigInteger.valueOf(4));
        });
  }

  @ParameterizedTest
  @MethodSource("rails")
  void sheSignsWithTheNotesKeyForThisNoteAlone(Rail rail) {
    chain.deposit(rail.note(alice, 0, Rail.value(rail.dollars(), 10), random).output());
    OwnedNote note = rail.wallet(alice).rebuild(chain).unspent().getFirst();
    OwnerSignatures signatures = new OwnerSignatures(rail.vault());
    WithdrawalTerms terms =
        new WithdrawalTerms(note.note().owner(), BigInteger.TEN, 1_800_000_000L);
    Bytes batch = Bytes.of(Hash.sha256());

    Map<Bytes, Bytes> signed =
        Map.of(
            rail.vault().permitDigest(note.id(), 99), signatures.permit(note, 99),
            rail.vault().consentDigest(note.id(), batch), signatures.consent(note, batch),
            rail.vault().withdrawDigest(note.id(), terms), signatures.withdraw(note, terms),
            rail.vault().revokeDigest(note.id()), signatures.revoke(note));
    assertThat(signed).hasSize(4);
    signed.forEach(
        (digest, signature) -> assertThat(holds(rail, note, digest, signature)).isTrue());
    assertThat(
            holds(
                rail, note, rail.vault().permitDigest(note.id(), 100), signatures.permit(note, 99)))
        .isFalse();
    assertThatThrownBy(() -> signatures.permit(note, 0))
        .isInstanceOf(IllegalArgumentException.class);
    WithdrawalTerms dear =
        new WithdrawalTerms(note.note().owner(), BigInteger.valueOf(11), 1_800_000_000L);
    assertThatThrownBy(() -> signatures.withdraw(note, dear))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("10");
  }

  @ParameterizedTest
  @MethodSource("rails")
  void sheShowsHerNoteToTheVaultWithoutTheVenue(Rail rail) {
    List<NoteOutput> outputs = new ArrayList<>();
    for (int path = 0; path < 5; path++) {
      outputs.add(rail.note(alice, path, Rail.value(rail.ether(), path + 1), random).output());
    }
    long batch = chain.settle(List.of(), outputs);
    NotePlace deposit =
        chain.deposit(rail.note(alice, 5, Rail.value(rail.ether(), 6), random).output());
    Bytes root = tree(rail, batch, outputs).root();
    Holdings hers = rail.wallet(alice).rebuild(chain);
    assertThat(hers.unspent()).hasSize(6);
    for (OwnedNote note : hers.unspent().subList(0, 5)) {
      List<Bytes> path = rail.wallet(alice).treePath(chain, note.place());
      assertThat(path).hasSize(3);
      assertThat(NoteTree.holds(rail.vault(), root, note.place().index(), note.id(), path))
          .isTrue();
    }
    assertThat(rail.wallet(alice).treePath(chain, deposit)).isEmpty();
    assertThatThrownBy(() -> rail.wallet(alice).treePath(chain, new NotePlace(9, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rail.wallet(alice).treePath(chain, new NotePlace(batch, 5)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NoteTree tree(Rail rail, long batch, List<NoteOutput> outputs) {
    return new BatchContent(
            batch, 0, 0, Bytes.zeros(32), List.of(), List.of(Bytes.zeros(32)), outputs)
        .tree(rail.vault());
  }

  private static boolean holds(Rail rail, OwnedNote note, Bytes digest, Bytes signature) {
    byte[] owner = note.note().owner().array();
    return rail.chain().equals("ethereum")
        ? EthereumSignature.recover(digest.array(), signature.array())
            .equals(Optional.of(EthereumAddress.of(owner)))
        : ScalarSignature.verify(Groups.ED25519.decode(owner), digest.array(), signature.array());
  }

  private NoteOutput locked(Rail rail, NewNote note, OwnerSeed refundOwner, long path) {
    StealthPayment refund =
        StealthPayment.to(refundOwner.metaAddress(rail.chain(), path), Rail.bytes(random, 32));
    RefundMemo memo =
        RefundMemo.of(
            refund,
            new NoteSeed(Bytes.of(Rail.bytes(random, NoteSeed.BYTES))),
            note.opening(),
            refundOwner.noteKeys());
    NoteLock lock =
        new NoteLock(
            Bytes.of(Hash.sha256(new byte[32])),
            Bytes.of(refund.ownerField()),
            1_900_000_000L,
            memo.encode());
    return new NoteOutput(note.note(), note.memo().encode(), Optional.of(lock));
  }
}
