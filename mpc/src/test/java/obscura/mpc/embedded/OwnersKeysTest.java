package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement.AdmitDeposit;
import obscura.mpc.api.Settlement.AdmitKeys;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.KeysWord;
import obscura.mpc.input.SharedInput;
import obscura.mpc.note.Wallet;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue that wants the proceeds of its customers sent to itself brings in keys of its own under
 * their names. It signs what it likes as the gateway; each honest party refuses.
 */
class OwnersKeysTest {
  private static final Wallet OWNERS = new Wallet(1);
  private static final Wallet VENUES = new Wallet(2);
  private static final Purpose.NoteKeys TOLD = SettlementRig.told(OWNERS);
  private static final GatewayKey OWN = new GatewayKey(Rig.key(7));

  @TempDir Path directory;
  private HonestParties parties;
  private Roster roster = SettlementRig.ENTRIES;
  private long job;

  Mode mode() {
    return Mode.SEMI_HONEST;
  }

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, mode(), SettlementRig.ROSTER);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void enter(Entry entry) {
    roster = Rig.OPERATORS.signed(roster.with(entry), 0, 2);
    parties.roster(Rig.OPERATORS.text(roster)).forEach(CompletableFuture::join);
    parties.join();
  }

  private void enter(String line) {
    enter(Entry.parse(line));
  }

  private SharedInput[] split(String owner, Purpose.NoteKeys told, List<byte[]> secrets) {
    return SharedInput.ofKeys(
        parties.message(owner, told),
        new ShareKeys(secrets),
        Rig.GATEWAY.instance(),
        Rig.GATEWAY.key(),
        new SecureRandom());
  }

  private Handle put(String owner, Wallet wallet) {
    return parties.put(split(owner, SettlementRig.told(wallet), wallet.shareKeys()));
  }

  private Job admit(Handle keys, String word) {
    return new Job.Settle(++job, new AdmitKeys(keys, word));
  }

  private void assertAdmitted(Handle keys, String word) {
    assertThat(parties.run(admit(keys, word)))
        .isEqualTo(new Outcome.Settled(new Made(true, List.of())));
  }

  private void assertAdmitted(Handle keys) {
    assertAdmitted(keys, "");
  }

  private void assertRefused(Handle keys, String word) {
    parties.assertRefused(Rule.ROSTER, admit(keys, word));
  }

  private void assertRefused(Handle keys) {
    assertRefused(keys, "");
  }

  @Test
  void keysThatTheRosterDoesNotNameAreRefusedByAllThree() {
    enter(SettlementRig.named("O", TOLD));
    assertRefused(put("O", VENUES));
    assertRefused(put("P", OWNERS));
    assertAdmitted(put("O", OWNERS));
  }

  /** A refusal changes nothing: the same record is admitted when the operators have named it. */
  @Test
  void eachRecordOfAnOwnerIsNamedByItself() {
    Handle first = put("O", OWNERS);
    Handle second = put("O", VENUES);
    assertRefused(first);
    enter(SettlementRig.named("O", TOLD));
    assertRefused(second);
    assertAdmitted(first);
    enter(SettlementRig.named("O", SettlementRig.told(VENUES)));
    assertAdmitted(second);
  }

  @Test
  void theOwnersPathsWithOtherKeysAndTheOwnersKeysWithOtherPathsAreRefused() {
    enter(SettlementRig.named("O", TOLD));
    List<String> fingerprints = new ShareKeys(VENUES.shareKeys()).fingerprints();
    Purpose.NoteKeys paths = new Purpose.NoteKeys(TOLD.paths(), fingerprints);
    assertRefused(parties.put(split("O", paths, VENUES.shareKeys())));
    for (List<String> other :
        List.of(
            List.of(VENUES.path()),
            List.of(OWNERS.path(), VENUES.path()),
            List.of(VENUES.path(), OWNERS.path()))) {
      Purpose.NoteKeys keys = new Purpose.NoteKeys(other, TOLD.fingerprints());
      assertRefused(parties.put(split("O", keys, OWNERS.shareKeys())));
    }
  }

  /** The record is the owner's, letter by letter, but the keys are not. */
  @Test
  void noPartyTakesKeysThatAreNotThoseOfTheRecord() {
    enter(SettlementRig.named("O", TOLD));
    parties.assertNotTaken(Rule.COMMITMENT, split("O", TOLD, VENUES.shareKeys()));
  }

  @Test
  void oneOtherKeyIsRefusedByTheTwoWhoHoldIt() {
    enter(SettlementRig.named("O", TOLD));
    for (int k = 0; k < 3; k++) {
      List<byte[]> secrets = new ArrayList<>(OWNERS.shareKeys());
      secrets.set(k, VENUES.shareKeys().get(k));
      SharedInput[] parts = split("O", TOLD, secrets);
      for (int holder : new int[] {k, (k + 2) % 3}) {
        CompletableFuture<Handle> answer =
            parties.parties.get(holder).put(parts[holder], parties.ask());
        assertThatThrownBy(answer::join).hasCauseInstanceOf(RefusedException.class);
      }
    }
  }

  @Test
  void anOwnerWithAKeyOfItsOwnInTheRosterSpeaksForItself() {
    Handle keys = put("O", OWNERS);
    String word = new KeysWord("TEST", "O", TOLD.digest("O")).signed(OWN);
    assertRefused(keys, word);
    enter("key owner O " + OWN.verifier().hex());
    enter("key owner P " + Rig.GATEWAY.key().verifier().hex());
    String digest = TOLD.digest("O");
    assertRefused(keys, "");
    assertRefused(keys, "no hex");
    assertRefused(keys, new KeysWord("TEST", "O", digest).signed(Rig.GATEWAY.key()));
    assertRefused(keys, new KeysWord("OTHER", "O", digest).signed(OWN));
    assertRefused(keys, new KeysWord("TEST", "P", digest).signed(OWN));
    String other = SettlementRig.told(VENUES).digest("O");
    assertRefused(keys, new KeysWord("TEST", "O", other).signed(OWN));
    assertRefused(put("O", VENUES), word);
    assertAdmitted(keys, word);
  }

  /**
   * Nothing else of such a firm is taken from the gateway, and these keys do nothing by themselves.
   */
  @Test
  void aFirmThatSealsHasNoteKeysToo() {
    enter("firm O sealed");
    Handle keys = put("O", OWNERS);
    assertRefused(keys);
    enter(SettlementRig.named("O", TOLD));
    assertAdmitted(keys);
    parties.assertNotTaken(
        Rule.SEALED_ONLY,
        parties.split(
            parties.message("O", new Purpose.Order(Job.Lifetime.RESTS)), Rig.sell(1, 100)));
  }

  @Test
  void keysThatTheOperatorsTookOutOfUseAreNotPaidAnyMore() {
    enter(SettlementRig.named("O", TOLD));
    Handle keys = put("O", OWNERS);
    assertAdmitted(keys);
    assertThat(parties.run(deposit(keys))).isInstanceOf(Outcome.Settled.class);
    enter(new Entry.NoteKeys("O", TOLD.digest("O"), false));
    parties.assertRefused(Rule.ROSTER, deposit(keys));
    enter("key owner O " + OWN.verifier().hex());
    String word = new KeysWord("TEST", "O", TOLD.digest("O")).signed(OWN);
    assertRefused(put("O", OWNERS), word);
  }

  private Job deposit(Handle keys) {
    Destination to = new Destination(keys, 0, "01".repeat(32));
    Purpose said = new Purpose.Deposit(to, 1, true, "5", "02".repeat(32));
    return new Job.Settle(++job, new AdmitDeposit(parties.says("O", said)));
  }

  /** What the operators' tools and the owners' wallets have to come to as well. */
  @Test
  void whatIsDigestedIsATextThatAnybodyCanRead() {
    byte[] zero = new byte[32];
    Purpose.NoteKeys told =
        new Purpose.NoteKeys(
            List.of("sip:one", "sip:two"), new ShareKeys(List.of(zero, zero, zero)).fingerprints());
    String text = told.text("DESK7");
    assertThat(text)
        .isEqualTo(
            """
            obscura-note-keys 1 DESK7
            key 0 cb6266e1ea674f151b23cc3581ad6491ca2025e0ef3ff2589e354a36a4410daf
            key 1 24dee9d4c494508cfb95845f4a019a0d6a18516ea92cdab603d3e46bb832df3d
            key 2 ceb3e135728879048763227ddad73e6ac56c81aa8be6fd27890510d41a060836
            sip:one
            sip:two
            """);
    assertThat(told.digest("DESK7"))
        .isEqualTo("413f01f5fa9c26169df5e10e3e81ad7bad6801bd4840bf4631321e26ad470847");
  }
}
