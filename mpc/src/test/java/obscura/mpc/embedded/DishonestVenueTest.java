package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.InputRecord;
import obscura.mpc.input.SharedInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue that uses inputs otherwise than their senders said. Each party finds that out by itself,
 * refuses, counts it, and goes on with what is right.
 */
class DishonestVenueTest {
  private static final Purpose ORDER = new Purpose.Order(Lifetime.RESTS);
  private static final Vector SELL = Rig.sell(5, 100);
  private static final Vector ASKED = Vector.input(1, 0, 5, 0, 0, 0);
  private static final Vector OFFER = Vector.input(1, 1, 5, 100, 0, 0);

  @TempDir Path directory;
  private HonestParties parties;
  private long job;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, mode());
  }

  Mode mode() {
    return Mode.SEMI_HONEST;
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private Job add(Handle order) {
    return new Job.AddOrder(++job, order);
  }

  private Job quote(Handle request, Handle quote) {
    return new Job.AdmitQuote(++job, request, quote);
  }

  private Job accept(Handle request, Handle taker) {
    return new Job.Accept(++job, request, taker);
  }

  private Job replace(Handle order, Handle replacement) {
    return new Job.ReplaceOrder(++job, order, replacement);
  }

  private Handle open(String... invited) {
    Handle request =
        parties.put(
            parties.message(
                "T", new Purpose.Request(false, false, List.of(invited), HonestParties.CLOSES)),
            ASKED);
    assertThat(parties.run(new Job.AdmitRequest(++job, request)))
        .isEqualTo(new Outcome.Admitted(true));
    return request;
  }

  private Handle offer(String maker, Handle request) {
    return parties.put(parties.quote(maker, request), OFFER);
  }

  private void admit(Handle request, Handle quote) {
    assertThat(parties.run(quote(request, quote))).isEqualTo(new Outcome.Admitted(true));
  }

  private Handle select(Handle request) {
    return ((Outcome.Selected) parties.run(new Job.SelectBest(++job, request))).oneWay().get(0);
  }

  private static SharedInput[] changed(
      SharedInput[] parts, BiFunction<SharedInput, Integer, SharedInput> change) {
    SharedInput[] result = new SharedInput[3];
    for (int k = 0; k < 3; k++) {
      result[k] = change.apply(parts[k], k);
    }
    return result;
  }

  private static SharedInput with(SharedInput part, InputRecord record) {
    return new SharedInput(
        part.party(),
        record,
        part.signature(),
        part.mine(),
        part.mineBlinding(),
        part.next(),
        part.nextBlinding());
  }

  @Test
  void anInputThatTheGatewayDidNotSignIsNotTaken() {
    SharedInput[] foreign =
        SharedInput.split(
            new Input(parties.message("A", ORDER), SELL),
            Rig.GATEWAY.instance(),
            new GatewayKey(Rig.key(8)),
            new SecureRandom());
    parties.assertNotTaken(Rule.SIGNATURE, foreign);
    assertThat(parties.reads("A", foreign[0].handle())).isFalse();
  }

  @Test
  void aRecordCannotBeRewritten() {
    Origin said = parties.message("A", ORDER);
    Origin rewritten =
        new Origin(
            said.owner(),
            "OTHERFIRM",
            said.sequence(),
            said.timeMillis(),
            said.ownId(),
            0,
            true,
            new Purpose.Order(Lifetime.IMMEDIATE_OR_CANCEL));
    SharedInput[] parts =
        changed(
            parties.split(said, SELL),
            (part, k) ->
                with(
                    part,
                    new InputRecord(
                        Rig.GATEWAY.instance(), rewritten, part.record().commitments())));
    parties.assertNotTaken(Rule.SIGNATURE, parts);
  }

  @Test
  void anInputOfAnotherVenueIsNotTaken() {
    SharedInput[] elsewhere =
        SharedInput.split(
            new Input(parties.message("A", ORDER), SELL),
            "ELSEWHERE",
            Rig.GATEWAY.key(),
            new SecureRandom());
    parties.assertNotTaken(Rule.OTHER_VENUE, elsewhere);
  }

  @Test
  void sharesThatDoNotFitTheirCommitmentsAreNotTaken() {
    SharedInput[] parts = parties.split(parties.message("A", ORDER), SELL);
    for (SharedInput part : parts) {
      part.next()[3] ^= 1;
    }
    parties.assertNotTaken(Rule.COMMITMENT, parts);
    assertThat(parties.reads("A", parts[0].handle())).isFalse();
  }

  @Test
  void aUsedInputCannotBePutAgain() {
    SharedInput[] parts = parties.split(parties.message("A", ORDER), SELL);
    Handle order = parties.put(parts);
    assertThat(parties.put(parts)).as("the same, not a clone").isEqualTo(order);
    parties.run(add(order));
    parties.assertNotTaken(Rule.USED_BEFORE, parts);
    parties.assertRefused(Rule.USED_BEFORE, add(order));
    parties.run(new Job.RemoveOrder(++job, order, Rig.OPERATOR));
    parties.assertRefused(Rule.USED_BEFORE, add(order));
  }

  @Test
  void aHandleServesInTheContextOfItsRecordOnly() {
    Handle order = parties.put(parties.message("A", ORDER), SELL);
    Handle request = open("M");
    parties.assertRefused(Rule.OTHER_CONTEXT, new Job.AdmitRequest(++job, order));
    parties.assertRefused(Rule.OTHER_CONTEXT, quote(request, order));
    parties.assertRefused(Rule.OTHER_CONTEXT, replace(order, order));
    parties.assertRefused(Rule.USED_BEFORE, add(request));
    Handle quote = offer("M", request);
    parties.assertRefused(Rule.OTHER_CONTEXT, add(quote));
    admit(request, quote);
    Handle terms = select(request);
    parties.assertRefused(Rule.OTHER_CONTEXT, accept(request, order));
    parties.assertRefused(Rule.USED_BEFORE, add(terms));
    parties.assertRefused(Rule.UNKNOWN_HANDLE, add(new Handle(1, 2, 3, 4)));
    assertThat(((Outcome.Matched) parties.run(add(order))).resting())
        .as("what was named wrongly is not lost")
        .isTrue();
  }

  @Test
  void aQuoteIsForTheRequestThatItsMakerWasAsked() {
    Handle meant = open("M");
    Handle other = open("M");
    Handle quote = offer("M", meant);
    parties.assertRefused(Rule.OTHER_CONTEXT, quote(other, quote));
    admit(meant, quote);
  }

  @Test
  void onlyInvitedMakersQuoteAndReadTheTerms() {
    Handle request = open("M");
    assertThat(parties.reads("N", request)).isFalse();
    parties.assertRefused(Rule.NOT_INVITED, quote(request, offer("N", request)));
  }

  @Test
  void anOlderQuoteDoesNotComeBack() {
    Handle request = open("M");
    Handle older = offer("M", request);
    Handle newer = offer("M", request);
    admit(request, newer);
    parties.assertRefused(Rule.OLDER_QUOTE, quote(request, older));
    Handle terms = select(request);
    Handle taker = parties.put(parties.message("T", new Purpose.Accept(terms)), Rig.buy(5, 100));
    assertThat(((Outcome.Accepted) parties.run(accept(request, taker))).winner())
        .containsExactly(newer);
  }

  @Test
  void thereIsOneSelectionAndNoQuoteAfterIt() {
    Handle request = open("M", "N");
    admit(request, offer("M", request));
    select(request);
    parties.assertRefused(Rule.WRONG_STAGE, new Job.SelectBest(++job, request));
    parties.assertRefused(Rule.WRONG_STAGE, quote(request, offer("N", request)));
  }

  @Test
  void anAcceptIsForTheTermsThatItsTakerSaw() {
    Handle one = open("M");
    admit(one, offer("M", one));
    Handle seen = select(one);
    Handle two = open("M");
    admit(two, offer("M", two));
    select(two);
    Handle taker = parties.put(parties.message("T", new Purpose.Accept(seen)), Rig.buy(5, 100));
    parties.assertRefused(Rule.OTHER_CONTEXT, accept(two, taker));
    Handle stranger = parties.put(parties.message("X", new Purpose.Accept(seen)), Rig.buy(5, 100));
    parties.assertRefused(Rule.OTHER_OWNER, accept(one, stranger));
  }

  private Handle openToSeveral(String... invited) {
    Purpose.Request purpose =
        new Purpose.Request(false, false, List.of(invited), HonestParties.CLOSES, true);
    Handle request = parties.put(parties.message("T", purpose), ASKED);
    assertThat(parties.run(new Job.AdmitRequest(++job, request)))
        .isEqualTo(new Outcome.Admitted(true));
    return request;
  }

  private Outcome.Composed compose(Handle request) {
    return (Outcome.Composed) parties.run(new Job.SelectBest(++job, request));
  }

  @Test
  void aSplitRequestIsComposedOnceAndDealtOnTheTermsThatItsTakerSaw() {
    Handle one = openToSeveral("M", "N");
    admit(one, offer("M", one));
    Handle seen = compose(one).terms().get(0);
    parties.assertRefused(Rule.WRONG_STAGE, new Job.SelectBest(++job, one));
    parties.assertRefused(Rule.WRONG_STAGE, quote(one, offer("N", one)));
    Handle two = openToSeveral("M");
    admit(two, offer("M", two));
    compose(two);
    Handle taker = parties.put(parties.message("T", new Purpose.Accept(seen)), Rig.buy(5, 100));
    parties.assertRefused(Rule.OTHER_CONTEXT, accept(two, taker));
    Handle again = parties.put(parties.message("T", new Purpose.Accept(seen)), Rig.buy(5, 100));
    assertThat(((Outcome.Accepted) parties.run(accept(one, again))).winner()).hasSize(1);
    Handle late = parties.put(parties.message("T", new Purpose.Accept(seen)), Rig.buy(5, 100));
    parties.assertRefused(Rule.WRONG_STAGE, accept(one, late));
  }

  @Test
  void whatDoesNotCoverASplitRequestCannotBeDealt() {
    Handle request = openToSeveral("M");
    Vector less = Vector.input(1, 1, 4, 100, 0, 0);
    admit(request, parties.put(parties.quote("M", request), less));
    Outcome.Composed composed = compose(request);
    assertThat(composed.enough()).isFalse();
    Purpose accept = new Purpose.Accept(composed.terms().get(0));
    Handle taker = parties.put(parties.message("T", accept), Rig.buy(4, 0));
    parties.assertRefused(Rule.OTHER_CONTEXT, accept(request, taker));
  }

  @Test
  void aSplitOfTwoSidesOrOverTooManyMakersIsNotTaken() {
    List<String> many = IntStream.range(0, 65).mapToObj(k -> "M" + k).toList();
    for (Purpose purpose :
        List.of(
            new Purpose.Request(true, false, List.of("M"), HonestParties.CLOSES, true),
            new Purpose.Request(false, false, many, HonestParties.CLOSES, true))) {
      Handle request = parties.put(parties.message("T", purpose), ASKED);
      parties.assertRefused(Rule.OTHER_CONTEXT, new Job.AdmitRequest(++job, request));
    }
    openToSeveral(many.subList(0, 64).toArray(String[]::new));
  }

  @Test
  void aSecondSideDoesNotJoinAOneWayRequest() {
    Handle request = openToSeveral("M");
    Origin first = parties.quote("M", request);
    admit(request, parties.put(first, OFFER));
    Origin second =
        new Origin(
            "M",
            "M",
            first.sequence(),
            first.timeMillis(),
            first.ownId(),
            1,
            false,
            first.purpose());
    assertThat(parties.run(quote(request, parties.put(second, OFFER))))
        .isEqualTo(new Outcome.Admitted(false));
  }

  @Test
  void aReplacementTakesThePlaceOfTheOrderThatItNames() {
    Origin first = parties.message("A", ORDER);
    Handle order = parties.put(first, SELL);
    Handle other = parties.put(parties.message("A", ORDER), SELL);
    parties.run(add(order));
    parties.run(add(other));
    Purpose replacing = new Purpose.Replacement(first.ownId());
    Handle wrong = parties.put(parties.message("A", replacing), SELL);
    parties.assertRefused(Rule.OTHER_CONTEXT, replace(other, wrong));
    Handle stolen = parties.put(parties.message("B", replacing), SELL);
    parties.assertRefused(Rule.OTHER_OWNER, replace(order, stolen));
    Handle right = parties.put(parties.message("A", replacing), SELL);
    assertThat(((Outcome.Matched) parties.run(replace(order, right))).resting()).isTrue();
    Handle again = parties.put(parties.message("A", replacing), SELL);
    assertThat(((Outcome.Matched) parties.run(replace(right, again))).resting())
        .as("its first id still means it")
        .isTrue();
  }

  @Test
  void firmsOfTheRecordsDoNotMeetWhateverTheVenueSays() {
    Origin seller = parties.message("A1", ORDER);
    Origin buyer =
        new Origin("A2", seller.firm(), 7, 7, "X", 0, false, new Purpose.Order(Lifetime.RESTS));
    parties.run(add(parties.put(seller, SELL)));
    Outcome.Matched met = (Outcome.Matched) parties.run(add(parties.put(buyer, Rig.buy(5, 100))));
    assertThat(met.fills()).isEmpty();
  }
}
