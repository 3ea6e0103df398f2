package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.input.SharedInput;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operators say of which firm a CompID is. A venue that says otherwise would have an order meet
 * one of its own firm, count misses for somebody else, or speak for one that signs for itself.
 */
class ParticipantRulesTest {
  private static final Purpose ORDER = new Purpose.Order(Lifetime.RESTS);

  @TempDir Path directory;
  private HonestParties parties;
  private Roster roster = Rig.OPERATORS.roster();
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, Mode.SEMI_HONEST);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void enters(Entry... entries) {
    for (Entry entry : entries) {
      roster = roster.with(Entry.parse(entry.line()));
    }
    roster = Rig.OPERATORS.signed(roster, 0, 1);
    parties.roster(Rig.OPERATORS.text(roster)).forEach(CompletableFuture::join);
    parties.join();
  }

  private SharedInput[] order(String owner, String firm) {
    Origin said = parties.message(owner, ORDER);
    Origin claimed =
        new Origin(owner, firm, said.sequence(), said.timeMillis(), said.ownId(), 0, false, ORDER);
    return parties.split(claimed, Rig.sell(5, 100));
  }

  private Outcome add(Handle order) {
    return parties.run(new Job.AddOrder(++job, order));
  }

  @Test
  void aTraderIsOfTheFirmThatTheOperatorsNamed() {
    enters(new Entry.Participant("A1", "A"));
    parties.assertNotTaken(Rule.PARTICIPANT, order("A1", "B"));
    assertThat(((Outcome.Matched) add(parties.put(order("A1", "A")))).resting()).isTrue();
    assertThat(((Outcome.Matched) add(parties.put(order("C1", "C")))).resting())
        .as("nobody says of which firm C1 is")
        .isTrue();
  }

  @Test
  void onlyThoseWhomTheOperatorsNamedIfTheySaySo() {
    enters(new Entry.Participant("A1", "A"), new Entry.Parameter("participants-named-only", 1));
    parties.assertNotTaken(Rule.PARTICIPANT, order("C1", "C"));
    assertThat(((Outcome.Matched) add(parties.put(order("A1", "A")))).resting()).isTrue();
    enters(new Entry.Parameter("participants-named-only", 0));
    assertThat(((Outcome.Matched) add(parties.put(order("C1", "C")))).resting()).isTrue();
  }

  /** Else a venue could pass for a maker whom the operators have not entered yet. */
  @Test
  void aPassOfSomebodyWhomTheOperatorsDidNotNameCountsNoMore() {
    Handle request = isQuotedByN1AndAskedOfM1();
    enters(new Entry.Participant("N1", "N"), new Entry.Parameter("participants-named-only", 1));
    var pass = parties.says("M1", new Purpose.Pass(Purpose.Quote.alias(request, "M1")));
    parties.assertRefused(Rule.PARTICIPANT, new Job.SelectBest(++job, request, List.of(pass)));
  }

  /** It was put under a false firm just before the operators' entry counted. */
  @Test
  void whatCameBeforeTheEntryIsHeldAgainstIt() {
    Handle order = parties.put(order("A1", "B"));
    enters(new Entry.Participant("A1", "A"));
    parties.assertRefused(Rule.PARTICIPANT, new Job.AddOrder(++job, order));
  }

  private Handle isQuotedByN1AndAskedOfM1() {
    Purpose asks = new Purpose.Request(false, false, List.of("M1", "N1"), 2 * HonestParties.CLOSES);
    Handle request = parties.put(parties.message("T", asks), Vector.input(1, 0, 5, 0, 0, 0));
    var _ = parties.run(new Job.AdmitRequest(++job, request));
    Handle quote = parties.put(parties.quote("N1", request), Vector.input(1, 1, 5, 100, 0, 0));
    var _ = parties.run(new Job.AdmitQuote(++job, request, quote));
    return request;
  }

  /** Only the CompID stands in what the venue says for a maker without a quote in the request. */
  @Test
  void nothingIsSaidForATraderWhoseFirmSignsForItself() {
    Handle request = isQuotedByN1AndAskedOfM1();
    enters(new Entry.Participant("M1", "M"), new Entry.Firm("M", true));
    var pass = parties.says("M1", new Purpose.Pass(Purpose.Quote.alias(request, "M1")));
    parties.assertRefused(Rule.SEALED_ONLY, new Job.SelectBest(++job, request, List.of(pass)));
  }

  /** What its trader was dealt before is not told to the gateway any more. */
  @Test
  void whatATraderReadsIsNotToldToTheGatewayOnceItsFirmSignsForItself() {
    var _ = add(parties.put(parties.message("A1", ORDER), Rig.sell(5, 100)));
    Purpose buys = new Purpose.Order(Lifetime.IMMEDIATE_OR_CANCEL);
    Outcome met = add(parties.put(parties.message("B", buys), Rig.buy(5, 100)));
    Handle fill = ((Outcome.Matched) met).fills().getFirst().fill();
    assertThat(parties.reads("A1", fill)).isTrue();
    enters(new Entry.Participant("A1", "A"), new Entry.Firm("A", true));
    assertThat(parties.reads("A1", fill)).isFalse();
    assertThat(parties.reads("B", fill)).isTrue();
  }
}
