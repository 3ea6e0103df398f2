package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Covered;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.note.Batch;
import obscura.mpc.note.Output;
import obscura.mpc.note.Vault;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The operators let an instrument settle in another vault from now on. What was committed for the
 * old one stays there: no fill is settled twice, and no note pays where it is not.
 */
class MovedVaultTest {
  private static final Vault OTHER = new Vault(31337, "ee".repeat(20));
  private static final Vault OTHER_CHAIN = new Vault(31338, SettlementRig.VAULT.address());
  private static final BigInteger MUCH = BigInteger.TEN.pow(18);
  private static final long LOTS = 3;
  private static final long TICKS = 101;
  private static final long DEADLINE = 1_800_000_000L;

  @TempDir Path directory;
  private SettlementRig venue;
  private Roster roster;

  private void open(Mode mode) {
    Rig rig = mode == Mode.MALICIOUS ? Rig.malicious(directory) : new Rig(directory);
    venue = new SettlementRig(rig, "A", "B");
    roster = SettlementRig.ENTRIES;
  }

  @AfterEach
  void stop() {
    venue.rig.close();
  }

  private void moveTo(Vault vault) {
    roster = venue.adopt(roster, SettlementRig.rail(vault));
  }

  private record Paid(Note base, Note quote) {
    List<Note> inputs() {
      return List.of(base, quote);
    }
  }

  /** Deposits in the vault in which the instrument settles now. */
  private Paid deposits() {
    return new Paid(venue.deposit("A", true, MUCH), venue.deposit("B", false, MUCH));
  }

  private CommitFill task(Handle fill, Paid paid) {
    return venue.task(fill, List.of(paid.base()), List.of(paid.quote()));
  }

  private Made committed(Handle fill, Paid paid) {
    Made made = (Made) venue.ask(task(fill, paid));
    assertThat(made.valid()).isTrue();
    return made;
  }

  /** Each of the three refuses, and nothing is opened. */
  private void assertRefused(Rule rule, Settlement task) {
    List<Long> before = refusals(rule);
    venue.rig.openings.clear();
    assertThat(venue.run(task)).isEqualTo(new Outcome.Refused(rule));
    assertThat(venue.rig.openings).isEmpty();
    List<Long> once = before.stream().map(count -> count + 1).toList();
    assertThat(refusals(rule)).isEqualTo(once);
  }

  private List<Long> refusals(Rule rule) {
    List<Long> counts = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      counts.add(venue.rig.embedded().refusals(party).get(rule));
    }
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aFillThatWasCommittedForOneVaultIsCommittedForNoOther(Mode mode) {
    open(mode);
    Paid here = deposits();
    Handle fill = venue.fill(LOTS, TICKS);
    committed(fill, here);
    moveTo(OTHER);
    assertRefused(Rule.USED_BEFORE, task(fill, deposits()));
    moveTo(OTHER_CHAIN);
    assertRefused(Rule.USED_BEFORE, task(fill, deposits()));
    moveTo(SettlementRig.VAULT);
    committed(fill, here);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aNoteOfOneVaultPaysInNoOther(Mode mode) {
    open(mode);
    Paid here = deposits();
    Handle order = venue.rig.put("A", Rig.sell(LOTS, TICKS));
    moveTo(OTHER);
    Handle fill = venue.fill(LOTS, TICKS);
    Paid there = deposits();
    assertRefused(Rule.OTHER_CONTEXT, task(fill, new Paid(there.base(), here.quote())));
    assertRefused(Rule.OTHER_CONTEXT, task(fill, new Paid(here.base(), there.quote())));
    assertRefused(
        Rule.OTHER_CONTEXT, new Covered(order, 1, List.of(here.base().handle()), List.of()));
    committed(fill, there);
  }

  @ParameterizedTest
  @EnumSource(Mode.class)
  void aBatchIsForTheVaultOfItsFillsAndMixesNone(Mode mode) {
    open(mode);
    Paid here = deposits();
    Handle first = venue.fill(LOTS, TICKS);
    Made made = committed(first, here);
    moveTo(OTHER);
    Paid there = deposits();
    Handle second = venue.fill(LOTS, TICKS);
    Made madeThere = committed(second, there);
    List<Place> places = List.of(new Place(1, 0), new Place(2, 0));
    List<Place> four = List.of(places.get(0), places.get(1), places.get(0), places.get(1));
    assertRefused(Rule.OTHER_CONTEXT, new SignBatch(5, 1, DEADLINE, List.of(first, second), four));
    assertThat(proved(first, places)).isEqualTo(digest(SettlementRig.VAULT, here, places, made));
    assertThat(proved(second, places)).isEqualTo(digest(OTHER, there, places, madeThere));
  }

  private String proved(Handle fill, List<Place> places) {
    return ((Proved) venue.ask(new SignBatch(5, 1, DEADLINE, List.of(fill), places)))
        .digest()
        .toString();
  }

  private static String digest(Vault vault, Paid paid, List<Place> places, Made made) {
    List<Batch.Input> inputs = new ArrayList<>();
    for (int k = 0; k < places.size(); k++) {
      Note note = paid.inputs().get(k);
      inputs.add(
          new Batch.Input(
              note.token(),
              note.owner(),
              note.commitment(),
              places.get(k).batch(),
              places.get(k).index()));
    }
    List<Output> outputs =
        made.notes().stream()
            .map(n -> new Output(n.token(), n.owner(), n.commitment(), n.memo()))
            .toList();
    Batch batch = new Batch(vault, 5, 1, DEADLINE, List.of(77L), inputs, outputs);
    return HexFormat.of().formatHex(batch.digest());
  }
}
