package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import obscura.mpc.api.Context;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Operation;
import obscura.mpc.api.Operation.Kind;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.party.Charter;
import obscura.mpc.plain.PlainClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plain values and business never meet: each party sees to it by itself ({@code trust.md} 3). */
class PlainOperationsTest {
  private static final Vector FIVE = Vector.input(1, 1, 5, 100, 0, 0);

  @TempDir Path directory;

  private static Job.Compute job(long number, Kind kind, Handle a, Handle b) {
    return new Job.Compute(number, new Operation(kind, List.of(List.of(a, b))));
  }

  @Test
  void aPlainValueBecomesNoOrderNoQuoteNoAcceptAndNoRequest() {
    try (HonestParties parties = new HonestParties(directory, Mode.SEMI_HONEST)) {
      Purpose test = new Purpose.Test(Context.ORDER_PRICE);
      Handle fresh = parties.put(parties.message("A", test), FIVE);
      Handle used = parties.put(parties.message("A", test), FIVE);
      parties.run(job(1, Kind.ADD, used, used));
      Handle asked =
          parties.put(
              parties.message("T", new Purpose.Request(false, true, List.of("A"), Long.MAX_VALUE)),
              Vector.input(1, 0, 5, 0, 0, 0));
      assertThat(parties.run(new Job.AdmitRequest(2, asked))).isEqualTo(new Outcome.Admitted(true));
      long n = 3;
      for (Handle plain : List.of(fresh, used)) {
        Rule rule = Rule.OTHER_CONTEXT;
        parties.assertRefused(rule, new Job.AddOrder(n++, plain));
        parties.assertRefused(rule, new Job.RemoveOrder(n++, plain, Rig.OPERATOR));
        parties.assertRefused(rule, new Job.ReplaceOrder(n++, asked, plain));
        parties.assertRefused(rule, new Job.AdmitRequest(n++, plain));
        parties.assertRefused(rule, new Job.AdmitQuote(n++, asked, plain));
        parties.assertRefused(
            rule,
            new Job.WithdrawQuote(n++, plain, parties.says("A", new Purpose.Withdrawal(asked))));
        parties.assertRefused(rule, new Job.SelectBest(n++, plain));
        parties.assertRefused(rule, new Job.Accept(n++, asked, plain));
        parties.assertRefused(rule, new Job.CloseRequest(n++, plain, Rig.OPERATOR));
      }
      assertThat(parties.run(job(n, Kind.EQ, fresh, used)))
          .as("both are as they were")
          .isEqualTo(new Outcome.Computed(List.of(1L), List.of()));
    }
  }

  @Test
  void anOrderIsNoOperand() {
    try (HonestParties parties = new HonestParties(directory, Mode.SEMI_HONEST)) {
      Purpose order = new Purpose.Order(Lifetime.RESTS);
      Handle fresh = parties.put(parties.message("A", order), FIVE);
      Handle resting = parties.put(parties.message("A", order), FIVE);
      Handle plain = parties.put(parties.message("A", new Purpose.Test(Context.ORDER_PRICE)), FIVE);
      parties.run(new Job.AddOrder(1, resting));
      parties.assertRefused(Rule.OTHER_CONTEXT, job(2, Kind.LT, plain, fresh));
      parties.assertRefused(Rule.OTHER_CONTEXT, job(3, Kind.LT, resting, plain));
      parties.assertRefused(Rule.UNKNOWN_HANDLE, job(4, Kind.LT, plain, new Handle(1, 2, 3, 4)));
      assertThat(parties.run(new Job.AddOrder(5, fresh)))
          .as("the order was not spent by it")
          .isInstanceOf(Outcome.Matched.class);
    }
  }

  @Test
  void valuesOfTwoContextsOrTwoOwnersDoNotMeet() {
    try (HonestParties parties = new HonestParties(directory, Mode.SEMI_HONEST)) {
      Handle price = parties.put(parties.message("A", new Purpose.Test(Context.QUOTE_PRICE)), FIVE);
      Handle fee = parties.put(parties.message("A", new Purpose.Test(Context.QUOTE_FEE)), FIVE);
      Handle other = parties.put(parties.message("B", new Purpose.Test(Context.QUOTE_FEE)), FIVE);
      parties.assertRefused(Rule.OTHER_CONTEXT, job(1, Kind.ADD, price, fee));
      parties.assertRefused(Rule.OTHER_OWNER, job(2, Kind.ADD, fee, other));
      assertThat(parties.reads("B", fee)).isFalse();
      assertThat(parties.reads("A", fee)).isTrue();
    }
  }

  @Test
  void resultsAreTheirOwnersAlone() {
    try (Rig rig = new Rig(directory)) {
      PlainClient alice = new PlainClient(rig.engine, "ALICE", rig.clock);
      PlainClient bob = new PlainClient(rig.engine, "BOB", rig.clock);
      List<Handle> given = alice.encrypt(List.of(7L, 5L), Context.ORDER_AMOUNT).join();
      List<Handle> sum = alice.calculate(Kind.ADD, List.of(given)).join();
      assertThat(alice.decrypt(sum).join()).containsExactly(12L);
      assertThatThrownBy(() -> bob.decrypt(sum).join()).hasCauseInstanceOf(RefusedException.class);
    }
  }

  @Test
  void resultsSurviveARestart() {
    List<Handle> sum;
    try (Rig rig = Rig.malicious(directory)) {
      PlainClient alice = new PlainClient(rig.engine, "ALICE", rig.clock);
      List<Handle> given = alice.encrypt(List.of(7L, 5L), Context.ORDER_AMOUNT).join();
      sum = alice.calculate(Kind.ADD, List.of(given)).join();
    }
    try (Rig rig = Rig.malicious(directory)) {
      PlainClient alice = new PlainClient(rig.engine, "ALICE", rig.clock);
      assertThat(alice.decrypt(sum).join()).containsExactly(12L);
    }
  }

  /** As in profile production, and in a venue's own process. */
  @Test
  void partiesThatDoNotLoadThemRefuseTheValuesAndTheJob() {
    try (EmbeddedParties venues =
        new EmbeddedParties(
            directory,
            Rig::key,
            new EmbeddedParties.Papers(
                Rig.GATEWAY, Rig.OPERATORS.operators(), Rig.PAPERS.roster(), Rig.SIGNERS),
            Duration.ofSeconds(20),
            Mode.SEMI_HONEST)) {
      PlainClient client = new PlainClient(venues, "ALICE");
      assertThatThrownBy(() -> client.encrypt(1, Context.ORDER_PRICE).join())
          .hasCauseInstanceOf(RefusedException.class)
          .hasMessageContaining("a plain value");
      Handle order = venues.put(Rig.order("A", 1, Lifetime.RESTS, Rig.sell(5, 100))).join();
      assertThat(venues.execute(job(1, Kind.EQ, order, order)).join())
          .isEqualTo(new Outcome.Refused(Rule.NOT_LOADED));
      assertThat(venues.refusals(0)).containsEntry(Rule.NOT_LOADED, 2L);
    }
  }

  /** They would answer the same job differently, and none could take its number any more. */
  @ParameterizedTest
  @EnumSource(Mode.class)
  void partiesOfDifferentProfilesBeginNoEpoch(Mode mode) {
    IntFunction<Charter> charters =
        party -> {
          Charter told = Rig.charter(party);
          return new Charter(
              told.instance(),
              told.operators(),
              told.key(),
              told.signer(),
              party != 1,
              told.sealingKey());
        };
    assertThatThrownBy(() ->
            new HonestParties(directory, mode, Rig.PAPERS.roster(), k -> new SetClock(0), charters))
        .hasMessageContaining("different profiles");
  }
}
