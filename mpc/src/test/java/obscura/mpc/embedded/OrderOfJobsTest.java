package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue that tells the parties different stories about the order of jobs. */
class OrderOfJobsTest {
  private static final Purpose ORDER = new Purpose.Order(Lifetime.RESTS);

  @TempDir Path directory;
  private HonestParties parties;

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

  private Handle order(String owner) {
    return parties.put(parties.message(owner, ORDER), Rig.sell(5, 100));
  }

  private static Job add(long number, Handle order) {
    return new Job.AddOrder(number, order);
  }

  private static void assertNobodyAnswers(List<CompletableFuture<Outcome>> answers) {
    answers.forEach(answer -> assertThatThrownBy(answer::join).isNotNull());
  }

  @Test
  void aForkIsNoticedBeforeAnythingIsOpened() {
    Handle one = order("A");
    Handle two = order("B");
    assertNobodyAnswers(parties.each(add(1, one), add(1, one), add(1, two)));
    assertThat(parties.opened()).isZero();
  }

  /** To take an order out of the book needs no message in the semi-honest mode. */
  @Test
  void aForkWithoutMessagesIsNoticedAtTheNextJobThatHasSome() {
    Handle one = order("A");
    Handle two = order("B");
    parties.run(add(1, one));
    parties.run(add(2, two));
    Handle third = order("C");
    Job same = new Job.RemoveOrder(3, one, Rig.OPERATOR);
    settled(parties.each(same, new Job.RemoveOrder(3, two, Rig.OPERATOR), same));
    long before = parties.opened();
    Job next = add(4, third);
    assertNobodyAnswers(parties.each(next, next, next));
    assertThat(parties.opened()).isEqualTo(before);
  }

  /** Both parties have the same orders in the book; only the way there was another. */
  @Test
  void jobsInAnotherOrderAreNoticedAtANewEpochToo() {
    Handle one = order("A");
    Handle two = order("B");
    parties.run(add(1, one));
    parties.run(add(2, two));
    Job first = new Job.RemoveOrder(3, one, Rig.OPERATOR);
    Job second = new Job.RemoveOrder(3, two, Rig.OPERATOR);
    boolean unnoticed = settled(parties.each(first, second, first));
    Job third = new Job.RemoveOrder(4, two, Rig.OPERATOR);
    Job fourth = new Job.RemoveOrder(4, one, Rig.OPERATOR);
    settled(parties.each(third, fourth, third));
    if (unnoticed) {
      assertThatThrownBy(parties::join).isNotNull();
    }
    assertThat(unnoticed).isEqualTo(mode() == Mode.SEMI_HONEST);
  }

  /** Waits for all; whether none failed. */
  private static boolean settled(List<CompletableFuture<Outcome>> answers) {
    return answers.stream()
            .map(answer -> answer.handle((given, failed) -> failed == null).join())
            .filter(given -> given)
            .count()
        == answers.size();
  }

  @Test
  void anotherJobUnderAGivenNumberHaltsEachParty() {
    Handle one = order("A");
    parties.run(add(1, one));
    Job other = new Job.RemoveOrder(1, one, Rig.OPERATOR);
    assertNobodyAnswers(parties.each(other, other, other));
    parties.parties.forEach(p -> assertThat(p.refusals()).containsEntry(Rule.OTHER_JOB, 1L));
    Job next = new Job.RemoveOrder(2, one, Rig.OPERATOR);
    assertNobodyAnswers(parties.each(next, next, next));
  }

  @Test
  void aJobThatLeavesNumbersOutHaltsEachParty() {
    Handle one = order("A");
    Job beyond = add(2, one);
    assertNobodyAnswers(parties.each(beyond, beyond, beyond));
    parties.parties.forEach(p -> assertThat(p.refusals()).containsEntry(Rule.OTHER_JOB, 1L));
  }

  @Test
  void aJobAgainUnderAnotherNumberIsRefused() {
    Handle one = order("A");
    parties.run(add(1, one));
    parties.assertRefused(Rule.USED_BEFORE, add(2, one));
    assertThat(((Outcome.Matched) parties.run(add(1, one))).resting())
        .as("the same under its own number is answered as before")
        .isTrue();
  }
}
