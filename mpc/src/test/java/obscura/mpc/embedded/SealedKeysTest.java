package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.Settlement.AdmitKeys;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.BentSealer;
import obscura.mpc.input.InputRecord;
import obscura.mpc.input.KeySealer;
import obscura.mpc.input.SealedPart;
import obscura.mpc.note.Wallet;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.seal.SealingKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An owner seals its share keys at home and hands the file to the venue, which carries it to the
 * parties. The venue reads nothing, and whatever it changes is refused.
 */
class SealedKeysTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Wallet WALLET = new Wallet(1);
  private static final KeySealer PARTIES = sealer("TEST", 0, 1, 2);

  @TempDir Path directory;
  private HonestParties parties;
  private long job;

  Mode mode() {
    return Mode.SEMI_HONEST;
  }

  @BeforeEach
  void start() {
    String roster =
        Rig.OPERATORS.text(
            Rig.OPERATORS.signed(
                SettlementRig.ENTRIES
                    .with(SettlementRig.named("O", SettlementRig.told(WALLET)))
                    .with(SettlementRig.named("P", SettlementRig.told(new Wallet(2)))),
                0,
                2));
    parties = new HonestParties(directory, mode(), roster);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private static KeySealer sealer(String instance, int... keys) {
    return new KeySealer(
        instance, IntStream.of(keys).mapToObj(k -> Rig.sealing(k).publicKey()).toList());
  }

  private static SealedKeys sealed(KeySealer sealer, String owner, Wallet wallet) {
    return sealer.seal(owner, List.of(wallet.path()), new ShareKeys(wallet.shareKeys()), RANDOM);
  }

  private static SealedKeys own() {
    return sealed(PARTIES, "O", WALLET);
  }

  private CompletableFuture<Handle> hand(SealedPart part, int party) {
    return parties.parties.get(party).putSealed(part, parties.ask());
  }

  private Handle put(SealedKeys keys) {
    SealedPart[] parts = SealedPart.of(keys);
    List<Handle> handles =
        IntStream.range(0, 3)
            .mapToObj(k -> hand(parts[k], k))
            .map(CompletableFuture::join)
            .toList();
    assertThat(handles).containsOnly(SealedPart.handle(keys));
    return handles.getFirst();
  }

  private Outcome admit(Handle keys) {
    return parties.run(new Job.Settle(++job, new AdmitKeys(keys, "")));
  }

  private void assertRefused(Rule rule, SealedPart part, int party) {
    CompletableFuture<Handle> answer = hand(part, party);
    assertThatThrownBy(answer::join)
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.rule()).isEqualTo(rule));
  }

  /** Each party refuses its part, and holds nothing afterwards. */
  private void assertRefused(Rule rule, SealedKeys keys) {
    SealedPart[] parts = SealedPart.of(keys);
    for (int k = 0; k < 3; k++) {
      assertRefused(rule, parts[k], k);
    }
    parties.assertRefused(
        Rule.UNKNOWN_HANDLE, new Job.Settle(++job, new AdmitKeys(parts[0].handle(), "")));
  }

  private static SealedKeys with(SealedKeys keys, List<byte[]> boxes) {
    return new SealedKeys(keys.instance(), keys.owner(), keys.purpose(), keys.commitments(), boxes);
  }

  @Test
  void theFileOfTheOwnersWalletIsTakenAndTheKeysAreAdmitted() {
    SealedKeys carried = SealedKeys.read(own().write());
    Handle keys = put(carried);
    assertThat(put(carried)).isEqualTo(keys);
    assertThat(admit(keys)).isEqualTo(new Outcome.Settled(new Made(true, List.of())));
    SealedPart[] again = SealedPart.of(carried);
    assertRefused(Rule.USED_BEFORE, again[0], 0);
  }

  @Test
  void theVenueThatKeepsTheFileFindsNoKeyInIt() {
    SealedKeys kept = own();
    SealingKey venues = new SealingKey(SealingKey.newSecret());
    for (SealedPart part : SealedPart.of(kept)) {
      assertThat(part.opened(venues)).isEmpty();
      for (int party = 0; party < 3; party++) {
        assertThat(part.opened(Rig.sealing(party)).isPresent()).isEqualTo(party == part.party());
      }
    }
  }

  @Test
  void aBoxOpensAtItsOwnPartyAlone() {
    SealedPart[] parts = SealedPart.of(own());
    for (int party = 0; party < 3; party++) {
      for (int other = 1; other < 3; other++) {
        SealedPart strange = parts[(party + other) % 3];
        assertRefused(Rule.BOX, strange, party);
        assertRefused(Rule.BOX, new SealedPart(party, strange.record(), strange.box()), party);
      }
    }
  }

  @Test
  void swappedBoxesAreRefused() {
    SealedKeys keys = own();
    List<byte[]> turned = new ArrayList<>(keys.boxes());
    Collections.rotate(turned, 1);
    assertRefused(Rule.BOX, with(keys, turned));
  }

  @Test
  void aBoxSealedTwiceToOnePartyIsRefusedByTheOthers() {
    SealedPart[] parts = SealedPart.of(sealed(sealer("TEST", 0, 0, 0), "O", WALLET));
    assertThat(hand(parts[0], 0).join()).isEqualTo(parts[0].handle());
    assertRefused(Rule.BOX, parts[1], 1);
    assertRefused(Rule.BOX, parts[2], 2);
    assertRefused(Rule.BOX, new SealedPart(0, parts[1].record(), parts[1].box()), 0);
  }

  @Test
  void anotherRecordAroundTheBoxesIsRefused() {
    SealedKeys keys = own();
    Purpose.NoteKeys told = keys.purpose();
    Purpose.NoteKeys elsewhere =
        new Purpose.NoteKeys(List.of(new Wallet(2).path()), told.fingerprints());
    assertRefused(
        Rule.BOX, new SealedKeys("TEST", "O", elsewhere, keys.commitments(), keys.boxes()));
    assertRefused(Rule.BOX, new SealedKeys("TEST", "P", told, keys.commitments(), keys.boxes()));
    List<byte[]> commitments = new ArrayList<>(keys.commitments());
    commitments.set(1, new byte[32]);
    assertRefused(Rule.BOX, new SealedKeys("TEST", "O", told, commitments, keys.boxes()));
  }

  @Test
  void theBoxesOfAnotherOwnerUnderThisOwnersRecordAreRefused() {
    SealedKeys others = sealed(PARTIES, "P", new Wallet(2));
    assertRefused(Rule.BOX, with(own(), others.boxes()));
    assertRefused(Rule.BOX, with(own(), own().boxes()));
  }

  @Test
  void keysSealedForAnotherVenueAreRefused() {
    SealedKeys elsewhere = sealed(sealer("OTHER", 0, 1, 2), "O", WALLET);
    assertRefused(Rule.OTHER_VENUE, elsewhere);
    assertRefused(
        Rule.BOX,
        new SealedKeys(
            "TEST", "O", elsewhere.purpose(), elsewhere.commitments(), elsewhere.boxes()));
  }

  @Test
  void whatIsTruncatedOrChangedByABitIsRefused() {
    SealedPart whole = SealedPart.of(own())[1];
    for (int length : new int[] {0, 1, 31, 32, 47, 48, 100, whole.box().length - 1}) {
      byte[] cut = Arrays.copyOf(whole.box(), length);
      assertRefused(Rule.BOX, new SealedPart(1, whole.record(), cut), 1);
    }
    assertRefused(Rule.BOX, new SealedPart(1, whole.record(), Arrays.copyOf(whole.box(), 177)), 1);
    for (int k = 0; k < whole.box().length; k++) {
      byte[] bent = whole.box().clone();
      bent[k] ^= 1;
      assertRefused(Rule.BOX, new SealedPart(1, whole.record(), bent), 1);
    }
    assertRefused(Rule.BOX, new SealedPart(1, whole.record(), new byte[176]), 1);
    assertThat(hand(whole, 1).join()).isEqualTo(whole.handle());
  }

  /** Whoever seals keys that are not those of the record, each party notices. */
  @Test
  void keysThatAreNotThoseOfTheirRecordAreRefused() {
    Purpose.NoteKeys owners = SettlementRig.told(WALLET);
    SealedKeys venues = BentSealer.seal(PARTIES, "O", owners, new Wallet(2).shareKeys());
    assertRefused(Rule.COMMITMENT, venues);
  }

  @Test
  void keysThatDoNotFitTheirCommitmentsAreRefusedByTheTwoWhoHoldThem() {
    SealedPart[] parts =
        SealedPart.of(
            BentSealer.misfit(PARTIES, "O", SettlementRig.told(WALLET), WALLET.shareKeys()));
    assertRefused(Rule.COMMITMENT, parts[0], 0);
    assertRefused(Rule.COMMITMENT, parts[1], 1);
    assertThat(hand(parts[2], 2).join()).isEqualTo(parts[2].handle());
  }

  /** Two operators cannot put a key of their own in the place of the third one's party. */
  @Test
  void aSealingKeyCountsWithTheSignatureOfItsPartysOwnOperator() {
    Entry entry = Entry.parse("key sealing 2 " + Rig.sealing(2).publicHex());
    Roster named = SettlementRig.ENTRIES.with(entry);
    int known = SettlementRig.ENTRIES.length();
    assertThatThrownBy(
            () -> Rig.OPERATORS.signed(named, 0, 1).verify(Rig.OPERATORS.operators(), known))
        .isInstanceOf(RosterException.class)
        .hasMessageEndingWith("the party's own operator did not sign its key");
    Roster good = Rig.OPERATORS.signed(named, 1, 2).verify(Rig.OPERATORS.operators(), known);
    assertThat(good.sealingKey(2)).hasValue(Rig.sealing(2).publicKey());
    assertThat(good.sealingKey(1)).isEmpty();
  }

  /** Nothing but note keys comes without the gateway's signature. */
  @Test
  void anOrderCannotComeInABox() {
    SealedKeys keys = own();
    SealedPart part = SealedPart.of(keys)[0];
    Origin order =
        new Origin("O", "O", 0, 0, "NOTE-KEYS", 0, false, new Purpose.Order(Job.Lifetime.RESTS));
    Origin open = new Origin("O", "O", 0, 0, "NOTE-KEYS", 0, true, keys.purpose());
    for (Origin said : List.of(order, open)) {
      InputRecord record = new InputRecord("TEST", said, part.record().commitments());
      assertRefused(Rule.OTHER_CONTEXT, new SealedPart(0, record, part.box()), 0);
    }
  }
}
