package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.share.Opening;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parties behind TLS that go and come back, one, two and all; a venue that does the same. */
class CrashTest {
  @TempDir Path directory;

  private final BookReference reference = new BookReference();
  private final Random random = new Random(20_261_121);
  private RemoteParties parties;
  private long job;

  @BeforeEach
  void start() {
    parties = new RemoteParties(directory, Opening.Tally.NONE);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private Rig rig() {
    Rig rig = new Rig(directory, parties.engine);
    rig.job = job;
    return rig;
  }

  /** Orders that are compared with the book in the clear. */
  private void trade(int orders) {
    Rig rig = rig();
    for (int k = 0; k < orders; k++) {
      String firm = "F" + random.nextInt(3);
      Vector order =
          Rig.order(1, random.nextInt(2), 1 + random.nextInt(9), 100 + random.nextInt(4), 0);
      Handle handle =
          rig.put(
              rig.origin(firm + "/" + job, firm, false, new Purpose.Order(Lifetime.RESTS)), order);
      Outcome.Matched got = rig.add(handle);
      job = rig.job;
      BookReference.Result expected =
          reference.add(handle, order, firm, rig.job, Lifetime.RESTS, Rig.ENABLED);
      List<BookReference.Fill> fills = new ArrayList<>();
      for (Outcome.Fill fill : got.fills()) {
        Vector value = rig.value(firm + "/" + (job - 1), fill.fill());
        fills.add(
            new BookReference.Fill(
                fill.contra(), value.quantity(), value.price(), fill.contraDone()));
      }
      assertThat(fills).isEqualTo(expected.fills());
      assertThat(got.done()).isEqualTo(expected.done());
    }
  }

  @Test
  void onePartyIsRestartedWhileTheOthersStay() {
    for (int party = 0; party < 3; party++) {
      trade(4);
      parties.stop(party);
      assertThatThrownBy(() -> trade(1)).hasCauseInstanceOf(MpcUnavailableException.class);
      parties.start(party);
      parties.joined();
    }
    trade(4);
  }

  @Test
  void twoAndThenAllAreRestarted() {
    trade(4);
    parties.stop(0);
    parties.stop(2);
    parties.start(2);
    parties.start(0);
    parties.joined();
    trade(4);
    for (int party = 0; party < 3; party++) {
      parties.stop(party);
    }
    for (int party = 0; party < 3; party++) {
      parties.start(party);
    }
    parties.joined();
    trade(4);
  }

  @Test
  void aVenueThatComesBackAsksAgainAndGetsTheSameAnswers() {
    Rig rig = rig();
    Handle resting = rig.put("A", Rig.sell(5, 100));
    Job first = new Job.AddOrder(1, resting);
    Outcome answer = rig.run(first);
    Handle incoming = rig.put("B", Rig.buy(3, 100));
    Job second = new Job.AddOrder(2, incoming);
    var _ = parties.engine.execute(second);
    parties.stopVenue();
    parties.startVenue();
    assertThat(parties.engine.execute(first).join()).isEqualTo(answer);
    Outcome.Matched met = (Outcome.Matched) parties.engine.execute(second).join();
    assertThat(met.fills()).hasSize(1);
    Rig again = rig();
    assertThat(again.value("A", met.fills().get(0).fill()).quantity()).isEqualTo(3);
    assertThat(parties.engine.executed()).isEqualTo(2);
  }

  @Test
  void otherKeysDoNotDisturb() {
    trade(2);
    long before = parties.engine.join().join();
    long after = parties.engine.rotateKeys().join();
    assertThat(after).isGreaterThan(before);
    trade(2);
  }
}
