package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what, and that one refused handle refuses the whole question. */
class EntitlementTest {
  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = open(directory);
  }

  /** The engine that these stories are told to. */
  Rig open(Path directory) {
    return new Rig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Origin open(String owner) {
    return rig.origin(owner, owner, true, new Purpose.Order(Lifetime.RESTS));
  }

  private boolean reads(String recipient, Handle... handles) {
    return rig.reveal(recipient, handles) instanceof Revealed.Values;
  }

  @Test
  void inputsBelongToTheirOwnerAndToComplianceIfOpen() {
    Handle closed = rig.put("A", Rig.buy(1, 1));
    Handle open = rig.put(open("A"), Rig.buy(2, 2));
    assertThat(reads("A", closed, open)).isTrue();
    assertThat(reads("B", closed)).isFalse();
    assertThat(reads(Reveal.COMPLIANCE, open)).isTrue();
    assertThat(reads(Reveal.COMPLIANCE, closed)).isFalse();
    assertThat(reads(Reveal.COMPLIANCE, open, closed)).isFalse();
    assertThat(reads("A", new Handle(0, 0, 0, 1))).isFalse();
  }

  @Test
  void invitedMakersReadARequestFromItsAdmissionOn() {
    Handle request = rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M");
    assertThat(reads("M", request)).isFalse();
    rig.request(request);
    assertThat(rig.value("M", request).quantity()).isEqualTo(10);
    assertThat(reads("N", request)).isFalse();
    rig.run(new Job.CloseRequest(++rig.job, request, Rig.OPERATOR));
    assertThat(reads("M", request)).as("it was asked on these terms").isTrue();
    assertThat(reads("T", request)).isTrue();
  }

  @Test
  void invitedMakersOfARefusedRequestReadNothing() {
    Handle request = rig.ask("T", false, false, Vector.input(9, 0, 10, 0, 0, 0), "M");
    assertThat(rig.request(request)).isFalse();
    assertThat(reads("M", request)).isFalse();
  }

  @Test
  void selectedTermsAreTheTakersAlone() {
    Handle request =
        rig.put(
            rig.origin(
                "T", "T", true, new Purpose.Request(false, false, List.of("M"), Long.MAX_VALUE)),
            Vector.input(1, 0, 10, 0, 0, 0));
    rig.request(request);
    Handle quote = rig.offer("M", request, Vector.input(1, 1, 10, 50, 0, 0));
    rig.quote(request, quote);
    Handle terms = rig.select(request).oneWay().get(0);
    assertThat(reads("T", terms)).isTrue();
    assertThat(reads("T", quote)).isFalse();
    assertThat(reads("M", terms)).isFalse();
    assertThat(reads(Reveal.COMPLIANCE, terms)).isFalse();
  }

  @Test
  void fillsBelongToBothSidesAndToComplianceIfOneIsOpen() {
    rig.add(rig.put(open("A"), Rig.sell(1, 5)));
    Handle half = rig.add("B", Rig.buy(1, 5)).fills().get(0).fill();
    assertThat(reads("A", half) && reads("B", half)).isTrue();
    assertThat(reads("C", half)).isFalse();
    assertThat(reads(Reveal.COMPLIANCE, half)).isTrue();
    assertThat(reads(Reveal.SETTLEMENT, half)).isTrue();

    rig.add("A", Rig.sell(1, 5));
    Handle closed = rig.add("B", Rig.buy(1, 5)).fills().get(0).fill();
    assertThat(reads(Reveal.COMPLIANCE, closed)).isFalse();
    assertThat(reads(Reveal.SETTLEMENT, closed)).isFalse();
  }

  @Test
  void aRefusalNamesThePartyAndNoValue() {
    Handle order = rig.put("A", Rig.buy(123_456, 789));
    assertThat(rig.reveal("B", order))
        .isEqualTo(new Revealed.Refused(0, "recipient is not entitled"));
  }
}
