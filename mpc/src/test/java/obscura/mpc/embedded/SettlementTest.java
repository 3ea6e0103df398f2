package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Covered;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.api.Settlement.Told;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Vector;
import obscura.mpc.curve.Point;
import obscura.mpc.note.Batch;
import obscura.mpc.note.Output;
import obscura.mpc.note.SignerKey;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sells to B; what was dealt becomes notes that the two wallets open, and a signed batch. */
class SettlementTest {
  private static final long LOTS = 3;
  private static final long TICKS = 101;
  private static final BigInteger MUCH = BigInteger.TEN.pow(18);

  @TempDir Path directory;
  private SettlementRig venue;

  /** The engine that these stories are told to. */
  Rig open(Path directory) {
    return new Rig(directory);
  }

  Mode mode() {
    return Mode.SEMI_HONEST;
  }

  @BeforeEach
  void start() {
    venue = new SettlementRig(open(directory), "A", "B");
  }

  @AfterEach
  void stop() {
    venue.rig.close();
  }

  private Note base() {
    return venue.deposit("A", true, MUCH);
  }

  private Note quote() {
    return venue.deposit("B", false, MUCH);
  }

  private static List<BigInteger> expected() {
    return List.of(
        SettlementRig.bought(LOTS),
        SettlementRig.paid(LOTS, TICKS),
        MUCH.subtract(SettlementRig.bought(LOTS)),
        MUCH.subtract(SettlementRig.paid(LOTS, TICKS)));
  }

  /** Pairs of name and bits, as each of the three parties counts them. */
  private void assertOpened(Object... expected) {
    Map<String, Integer> bits = new HashMap<>();
    for (int k = 0; k < expected.length; k += 2) {
      bits.put((String) expected[k], 3 * (int) expected[k + 1]);
    }
    assertThat(venue.rig.openings).isEqualTo(bits);
    venue.rig.openings.clear();
  }

  @Test
  void aFillBecomesFourNotesThatTheirOwnersOpen() {
    Handle fill = venue.fill(LOTS, TICKS);
    CommitFill task = venue.task(fill, List.of(base()), List.of(quote()));
    Made made = (Made) venue.ask(task);
    assertOpened(
        "commits",
        1,
        "note seeds",
        4 * 128,
        "masked amount",
        4 * 226,
        "commitment",
        4 * 512,
        "padded amount",
        4 * 96);
    assertThat(made.valid()).isTrue();
    assertThat(venue.read(made)).isEqualTo(expected());
    Note bought = made.notes().getFirst();
    assertThat(venue.rig.value("B", bought.handle()).quantity())
        .isEqualTo(SettlementRig.bought(LOTS).longValueExact());
    assertThat(venue.rig.reveal("A", bought.handle())).isInstanceOf(Revealed.Refused.class);
    Made again = (Made) venue.ask(task);
    assertThat(venue.read(again)).as("another attempt").isEqualTo(expected());
    for (int k = 0; k < 4; k++) {
      assertThat(again.notes().get(k).memo().substring(68, 100))
          .as("the seed")
          .isNotEqualTo(made.notes().get(k).memo().substring(68, 100));
    }
  }

  /** The taker owns the fill of a request, the maker reads it. */
  @Test
  void theFillOfARequestIsSettledToo() {
    Handle request = venue.rig.ask("A", false, false, Vector.input(1, 1, LOTS, 0, 0, 0), "B");
    venue.rig.request(request);
    Vector quoted = Vector.input(1, 0, LOTS, TICKS, 0, 0);
    venue.rig.quote(request, venue.rig.offer("B", request, quoted));
    Handle terms = venue.rig.select(request).oneWay().getFirst();
    Handle taker = venue.rig.deal("A", terms, Rig.sell(LOTS, TICKS));
    Handle fill = venue.rig.accept(request, taker).fill().getFirst();
    CommitFill buys = venue.task(fill, List.of(base()), List.of(quote()));
    assertDenied(
        new CommitFill(
            fill,
            77,
            1,
            false,
            List.of(),
            List.of(),
            List.of(venue.to("A"), venue.to("B"), venue.to("B"), venue.to("A"))));
    CommitFill sells =
        new CommitFill(fill, 77, 1, true, buys.baseNotes(), buys.quoteNotes(), buys.outputs());
    assertThat(venue.read((Made) venue.ask(sells))).isEqualTo(expected());
  }

  @Test
  void whatWasMadePaysForTheNextFillAndTheBatchBalancesAndIsSigned() {
    Note deposit = base();
    Note money = quote();
    Handle first = venue.fill(LOTS, TICKS);
    Made made = (Made) venue.ask(venue.task(first, List.of(deposit), List.of(money)));
    Handle second = venue.fill(2, 99);
    List<Note> base = List.of(made.notes().get(2), base());
    List<Note> paying = List.of(made.notes().get(3));
    Made next = (Made) venue.ask(venue.task(second, base, paying));
    assertThat(venue.read(next).get(2))
        .isEqualTo(expected().get(2).add(MUCH).subtract(SettlementRig.bought(2)));
    venue.rig.openings.clear();
    List<Place> places = List.of(new Place(7, 2), new Place(Long.MIN_VALUE, 0), new Place(7, 3));
    SignBatch task = new SignBatch(9, 1, 1_800_000_000L, List.of(second), places);
    Proved proved = (Proved) venue.ask(task);
    assertOpened("nonce", 512, "proof", 256);
    List<Note> inputs = List.of(base.get(0), base.get(1), paying.get(0));
    Batch batch = batch(task, inputs, next.notes());
    assertThat(HexFormat.of().formatHex(batch.digest())).isEqualTo(proved.digest().toString());
    Point nonce = Point.of(HexFormat.of().parseHex(proved.nonce()));
    assertThat(batch.isBalanced(nonce, new BigInteger(proved.answer(), 16))).isTrue();
    assertThat(batch.isBalanced(nonce, new BigInteger(proved.answer(), 16).add(BigInteger.ONE)))
        .isFalse();
    Evidence evidence = venue.rig.engine.evidence(proved.digest()).join();
    List<String> signers =
        evidence.signatures().stream()
            .map(one -> SignerKey.signer(batch.digest(), one.hex()))
            .toList();
    assertThat(signers).hasSize(3).doesNotHaveDuplicates().doesNotContain("");
  }

  private static Batch batch(SignBatch task, List<Note> inputs, List<Note> outputs) {
    List<Batch.Input> spent = new ArrayList<>();
    for (int k = 0; k < inputs.size(); k++) {
      Note note = inputs.get(k);
      Place place = task.places().get(k);
      spent.add(
          new Batch.Input(
              note.token(), note.owner(), note.commitment(), place.batch(), place.index()));
    }
    return new Batch(
        SettlementRig.VAULT,
        task.batch(),
        task.epoch(),
        task.deadline(),
        List.of(77L),
        spent,
        outputs.stream()
            .map(n -> new Output(n.token(), n.owner(), n.commitment(), n.memo()))
            .toList());
  }

  @Test
  void whatTheNotesDoNotCoverOpensNothingElse() {
    Handle fill = venue.fill(LOTS, TICKS);
    BigInteger short1 = SettlementRig.paid(LOTS, TICKS).subtract(BigInteger.ONE);
    List<Note> base = List.of(base());
    assertDenied(venue.task(fill, base, List.of(venue.deposit("B", false, short1))));
    assertDenied(venue.task(fill, base, List.of()));
    assertDenied(venue.task(fill, List.of(), List.of(quote())));
    CommitFill task = venue.task(fill, base, List.of(quote()));
    List<Destination> crossed = List.of(venue.to("A"), venue.to("B"), venue.to("B"), venue.to("A"));
    Note other = venue.deposit("A", false, MUCH);
    Note mine = venue.deposit("B", true, MUCH);
    venue.rig.openings.clear();
    assertDenied(
        new CommitFill(
            fill, 77, 1, true, List.of(mine.handle()), List.of(other.handle()), crossed));
    Note exact = venue.deposit("B", false, SettlementRig.paid(LOTS, TICKS));
    Made made = (Made) venue.ask(venue.task(fill, base, List.of(exact)));
    assertThat(venue.read(made).get(3)).isZero();
    assertThat(((Made) venue.ask(task)).valid()).isTrue();
  }

  private void assertDenied(CommitFill task) {
    venue.rig.openings.clear();
    assertThat(venue.ask(task)).isEqualTo(new Made(false, List.of()));
    assertOpened("commits", 1);
  }

  @Test
  void theVenueCannotPayAnybodyElseOrWithAnybodyElsesNotes() {
    Handle fill = venue.fill(LOTS, TICKS);
    Note base = base();
    Note quote = quote();
    Note ofB = venue.deposit("B", true, MUCH);
    CommitFill task = venue.task(fill, List.of(base), List.of(quote));
    List<Destination> toA = List.of(venue.to("A"), venue.to("A"), venue.to("A"), venue.to("A"));
    assertRefused(Rule.OTHER_OWNER, outputs(task, toA));
    List<Destination> noPath = new ArrayList<>(task.outputs());
    noPath.set(2, new Destination(venue.keys.get("A"), 1, "01".repeat(32)));
    assertRefused(Rule.OTHER_CONTEXT, outputs(task, noPath));
    noPath.set(2, new Destination(fill, 0, "01".repeat(32)));
    assertRefused(Rule.UNKNOWN_HANDLE, outputs(task, noPath));
    assertRefused(Rule.OTHER_CONTEXT, outputs(task, task.outputs().subList(0, 3)));
    assertRefused(Rule.OTHER_OWNER, venue.task(fill, List.of(ofB), List.of(quote)));
    assertRefused(Rule.OTHER_CONTEXT, venue.task(fill, List.of(base, base), List.of(quote)));
    Note wrong = venue.deposit("A", false, MUCH);
    assertRefused(Rule.OTHER_CONTEXT, venue.task(fill, List.of(wrong), List.of(quote)));
    assertRefused(Rule.OTHER_CONTEXT, venue.task(base.handle(), List.of(base), List.of(quote)));
    assertRefused(
        Rule.UNKNOWN_HANDLE, venue.task(new Handle(1, 2, 3, 4), List.of(base), List.of(quote)));
    assertRefused(
        Rule.ROSTER,
        new CommitFill(fill, 77, 2, false, task.baseNotes(), task.quoteNotes(), task.outputs()));
    assertThat(((Made) venue.ask(task)).valid()).isTrue();
    assertRefused(
        Rule.USED_BEFORE,
        new CommitFill(fill, 78, 1, false, task.baseNotes(), task.quoteNotes(), task.outputs()));
  }

  private static CommitFill outputs(CommitFill task, List<Destination> outputs) {
    return new CommitFill(
        task.fill(),
        task.trade(),
        task.instrument(),
        task.ownerSells(),
        task.baseNotes(),
        task.quoteNotes(),
        outputs);
  }

  private void assertRefused(Rule rule, Settlement task) {
    venue.rig.openings.clear();
    assertThat(venue.run(task)).isEqualTo(new Outcome.Refused(rule));
    assertThat(venue.rig.openings).isEmpty();
  }

  @Test
  void aDepositIsTheOwnersWordAndInRange() {
    String opening = "01".repeat(32);
    Purpose right = new Purpose.Deposit(venue.to("A"), 1, true, "5", opening);
    Statement word = venue.rig.engine.statement("A", 1, right);
    String forged = word.signature().replace(word.signature().charAt(5), '0');
    Statement unsigned = new Statement("A", 2, right, forged);
    assertRefused(Rule.SIGNATURE, new Settlement.AdmitDeposit(unsigned));
    assertRefused(
        Rule.OTHER_OWNER, new Settlement.AdmitDeposit(venue.rig.engine.statement("B", 1, right)));
    for (String amount : List.of("0", "-1", "79228162514264337593543950336", "1e3")) {
      assertRefused(Rule.OTHER_CONTEXT, deposit(amount, opening, 1));
    }
    assertRefused(Rule.OTHER_CONTEXT, deposit("5", "ff".repeat(32), 1));
    assertRefused(Rule.OTHER_CONTEXT, deposit("5", opening, 2));
    Purpose other = new Purpose.Pass("X");
    assertRefused(
        Rule.OTHER_CONTEXT, new Settlement.AdmitDeposit(venue.rig.engine.statement("A", 1, other)));
    assertThat(((Made) venue.ask(new Settlement.AdmitDeposit(word))).valid()).isTrue();
    assertThat(((Made) venue.ask(deposit("79228162514264337593543950335", opening, 1))).notes())
        .hasSize(1);
  }

  private Settlement deposit(String amount, String opening, long instrument) {
    Purpose said = new Purpose.Deposit(venue.to("A"), instrument, true, amount, opening);
    return new Settlement.AdmitDeposit(venue.rig.engine.statement("A", 1, said));
  }

  @Test
  void theVenueDoesNotFindOutAnAmountByAskingOftenEnough() {
    Handle fill = venue.fill(LOTS, TICKS);
    Note base = base();
    for (int k = 0; k < Settlement.ASKED_MAX; k++) {
      Note guess = venue.deposit("B", false, BigInteger.valueOf(1_000 + k));
      assertThat(((Made) venue.ask(venue.task(fill, List.of(base), List.of(guess)))).valid())
          .isFalse();
    }
    assertRefused(Rule.USED_BEFORE, venue.task(fill, List.of(base), List.of(quote())));
    Handle order = venue.rig.put("A", Rig.sell(LOTS, TICKS));
    List<Handle> notes = List.of(base.handle());
    for (int k = 0; k < Settlement.ASKED_MAX; k++) {
      assertThat(covered(order, 1, notes, List.of())).isTrue();
    }
    assertRefused(Rule.USED_BEFORE, new Covered(order, 1, notes, List.of()));
  }

  @Test
  void aBatchHasNothingThatThePartiesDidNotCommit() {
    Handle fill = venue.fill(LOTS, TICKS);
    List<Place> two = List.of(new Place(1, 0), new Place(2, 0));
    assertRefused(Rule.UNKNOWN_HANDLE, new SignBatch(1, 1, 1, List.of(fill), two));
    venue.ask(venue.task(fill, List.of(base()), List.of(quote())));
    assertRefused(Rule.OTHER_CONTEXT, new SignBatch(1, 1, 1, List.of(fill), two.subList(0, 1)));
    assertRefused(Rule.OTHER_CONTEXT, new SignBatch(-1, 1, 1, List.of(fill), two));
    assertRefused(Rule.OTHER_CONTEXT, new SignBatch(1, 1, 1, List.of(), List.of()));
    List<Place> four = List.of(two.get(0), two.get(1), two.get(0), two.get(1));
    assertRefused(Rule.OTHER_CONTEXT, new SignBatch(1, 1, 1, List.of(fill, fill), four));
    assertThat(venue.ask(new SignBatch(1, 1, 1, List.of(fill), two))).isInstanceOf(Proved.class);
  }

  @Test
  void anOrderIsCoveredOrNot() {
    Handle sells = venue.rig.put("A", Rig.sell(LOTS, TICKS));
    Handle buys = venue.rig.put("B", Rig.buy(LOTS, TICKS - 1));
    List<Handle> enough = List.of(venue.deposit("A", true, SettlementRig.bought(LOTS)).handle());
    BigInteger needed = SettlementRig.paid(LOTS, TICKS - 1);
    Note most = venue.deposit("B", false, needed.subtract(BigInteger.ONE));
    Note rest = venue.deposit("B", false, BigInteger.ONE);
    Handle less = venue.deposit("A", true, SettlementRig.bought(1)).handle();
    venue.rig.openings.clear();
    assertThat(covered(sells, 1, enough, List.of())).isTrue();
    assertOpened("covers", 1);
    assertThat(covered(sells, 1, List.of(less), List.of())).isFalse();
    assertThat(covered(buys, 1, List.of(), List.of(most.handle()))).isFalse();
    assertThat(covered(buys, 1, List.of(), SettlementRig.handles(List.of(most, rest)))).isTrue();
    Handle other = venue.rig.put("A", Rig.order(2, 1, LOTS, TICKS, 0));
    assertThat(covered(other, 1, enough, List.of())).isFalse();
    assertRefused(Rule.OTHER_OWNER, new Covered(buys, 1, enough, List.of()));
    assertRefused(Rule.ROSTER, new Covered(sells, 7, enough, List.of()));
    assertRefused(Rule.UNKNOWN_HANDLE, new Covered(venue.keys.get("A"), 1, enough, List.of()));
    venue.rig.add(sells);
    venue.rig.remove(sells);
    assertRefused(Rule.USED_BEFORE, new Covered(sells, 1, enough, List.of()));
  }

  private boolean covered(Handle order, long instrument, List<Handle> base, List<Handle> quote) {
    return ((Told) venue.ask(new Covered(order, instrument, base, quote))).yes();
  }

  @Test
  void ofAFillTheVenueIsToldWhatTheChainShows() {
    Handle fill = venue.fill(LOTS, TICKS);
    assertThat(venue.ask(new Settlement.TellMarket(fill)))
        .isEqualTo(new Settlement.Market(1, false));
    assertOpened("on a chain", 1, "market", 65);
    venue.rig.add("B", Rig.buy(LOTS, TICKS));
    Handle sold = venue.rig.add("A", Rig.sell(LOTS, TICKS)).fills().getFirst().fill();
    assertThat(venue.ask(new Settlement.TellMarket(sold)))
        .as("the one who came is the owner")
        .isEqualTo(new Settlement.Market(1, true));
    Handle order = venue.rig.put("A", Rig.sell(LOTS, TICKS));
    assertRefused(Rule.OTHER_CONTEXT, new Settlement.TellMarket(order));
    assertRefused(Rule.UNKNOWN_HANDLE, new Settlement.TellMarket(new Handle(1, 2, 3, 4)));
  }

  /** Instruments 2 and 3 trade here too; the roster does not say where they settle. */
  @Test
  void ofAFillThatNoChainShowsTheVenueIsToldThatAlone() {
    venue.rig.add("A", Rig.order(2, Vector.SELL, LOTS, TICKS, 0));
    Handle fill = venue.rig.add("B", Rig.order(2, 0, LOTS, TICKS, 0)).fills().getFirst().fill();
    venue.rig.openings.clear();
    assertThat(venue.ask(new Settlement.TellMarket(fill))).isEqualTo(new Told(false));
    assertOpened("on a chain", 1);
    Roster longer = venue.adopt(SettlementRig.ENTRIES, SettlementRig.rail(3, SettlementRig.VAULT));
    assertThat(venue.ask(new Settlement.TellMarket(fill))).isEqualTo(new Told(false));
    venue.adopt(longer, SettlementRig.rail(2, SettlementRig.VAULT));
    assertThat(venue.ask(new Settlement.TellMarket(fill)))
        .as("since the operators have entered where it settles")
        .isEqualTo(new Settlement.Market(2, false));
  }

  @Test
  void anInstructionEqualsAFillOrNot() {
    Handle fill = venue.fill(LOTS, TICKS);
    assertThat(equal("A", fill, Rig.buy(LOTS, TICKS))).isTrue();
    assertOpened("equals", 1);
    assertThat(equal("B", fill, Rig.buy(LOTS, TICKS))).isTrue();
    assertThat(equal("A", fill, Rig.sell(LOTS, TICKS))).isFalse();
    assertThat(equal("A", fill, Rig.buy(LOTS + 1, TICKS))).isFalse();
    assertThat(equal("A", fill, Rig.buy(LOTS, TICKS + (1L << 40)))).isFalse();
    assertThat(equal("A", fill, Rig.order(2, 0, LOTS, TICKS, 0))).isFalse();
    Handle said = instruction("C", fill, Rig.buy(LOTS, TICKS));
    assertRefused(Rule.OTHER_OWNER, new Settlement.Equals(said));
    assertRefused(Rule.USED_BEFORE, new Settlement.Equals(said));
  }

  private Handle instruction(String owner, Handle fill, Vector vector) {
    return venue.rig.put(venue.rig.origin(owner, new Purpose.Instruction(fill)), vector);
  }

  private boolean equal(String owner, Handle fill, Vector vector) {
    return ((Told) venue.ask(new Settlement.Equals(instruction(owner, fill, vector)))).yes();
  }

  @Test
  void keysAreGivenToNobody() {
    Handle keys = venue.keys.get("A");
    assertThat(venue.rig.reveal("A", keys)).isInstanceOf(Revealed.Refused.class);
    assertRefused(Rule.USED_BEFORE, new Settlement.AdmitKeys(keys));
    ShareKeys secrets = new ShareKeys(venue.wallets.get("A").shareKeys());
    Purpose noPath =
        new Purpose.NoteKeys(List.of("sip:ethereum:0x02:0x03"), secrets.fingerprints());
    Handle bad = venue.rig.engine.putKeys(venue.rig.origin("A", noPath), secrets).join();
    assertThat(venue.rig.reveal("A", bad)).isInstanceOf(Revealed.Refused.class);
    assertRefused(Rule.OTHER_CONTEXT, new Settlement.AdmitKeys(bad));
    assertThat(venue.rig.value("A", bad)).as("erased").isEqualTo(new Vector(0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void notesAndKeysSurviveARestart() {
    Handle fill = venue.fill(LOTS, TICKS);
    CommitFill task = venue.task(fill, List.of(base()), List.of(quote()));
    venue.ask(task);
    venue.rig.close();
    try (Rig again = new Rig(directory, SettlementRig.engine(directory, mode()))) {
      Outcome outcome = again.run(new Job.Settle(++again.job, task));
      Made made = (Made) ((Outcome.Settled) outcome).answer();
      assertThat(venue.read(made)).isEqualTo(expected());
    }
  }
}
