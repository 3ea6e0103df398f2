package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Rule;
import obscura.mpc.net.BentLines;
import obscura.mpc.party.Disclosure;
import obscura.mpc.party.Party;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One party's last message of a job is spoilt: two have finished it, one has not. Until it is done
 * again its fill cannot be revealed, but nobody is told that it never will be; and nothing happens
 * by which it would come out otherwise: a longer roster waits, its input is not dropped.
 */
class RevealsThatWaitTest {
  @TempDir Path directory;

  private Handle put(HonestParties parties, String owner, boolean sells) {
    Purpose order = new Purpose.Order(Lifetime.RESTS);
    return parties.put(parties.message(owner, order), sells ? Rig.sell(5, 100) : Rig.buy(5, 100));
  }

  private static List<Disclosure> told(HonestParties parties, Handle fill) {
    Reveal request = new Reveal(List.of(fill), "B");
    return parties.parties.stream()
        .map(party -> party.disclose(request, parties.ask()).join())
        .toList();
  }

  @Test
  void aFillOfAJobThatIsToBeDoneAgainIsNotRefusedForGood() {
    BentLines lines = new BentLines();
    try (HonestParties parties =
        new HonestParties(
            directory,
            Mode.MALICIOUS,
            Rig.PAPERS.roster(),
            k -> new SetClock(HonestParties.CLOSES),
            Rig::charter,
            lines.links())) {
      parties.run(new Job.AddOrder(1, put(parties, "A", true)));
      Handle buy = put(parties, "B", false);
      Job last = new Job.AddOrder(2, buy);
      lines.arm(new BentLines.Plan(1, "Sealing", true, BentLines.Bend.FLIP, 0), () -> {});
      List<CompletableFuture<Outcome>> answers = parties.each(last, last, last);
      Outcome before = answers.get(0).join();
      assertThat(answers.get(1).join()).isEqualTo(before);
      assertThat(answers.get(2).handle((outcome, problem) -> outcome).join()).isNull();
      lines.disarm();
      Handle fill = ((Outcome.Matched) before).fills().get(0).fill();

      Roster shut =
          Rig.OPERATORS.signed(
              Rig.OPERATORS.roster().with(TestOperators.instrument(1, false)), 0, 1);
      parties.roster(Rig.OPERATORS.text(shut)).forEach(CompletableFuture::join);
      parties.join();
      List<Disclosure> waiting = told(parties, fill);
      assertThat(waiting.subList(0, 2)).allMatch(Disclosure::isNotYet);
      assertThat(parties.parties.subList(0, 2))
          .extracting(Party::refusals)
          .allMatch(counts -> counts.get(Rule.NOT_ENTITLED) == 0);

      for (Party party : parties.parties.subList(0, 2)) {
        assertThat(party.drop(List.of(buy), parties.ask()).join()).as("its input stays").isZero();
      }

      assertThat(parties.run(last)).as("by the roster of before").isEqualTo(before);
      parties.join();
      assertThat(told(parties, fill)).allMatch(disclosure -> disclosure.refusal() == null);
      Job next = new Job.AddOrder(3, put(parties, "A", true));
      assertThat(((Outcome.Matched) parties.run(next)).valid()).as("now it counts").isFalse();
    }
  }
}
