package obscura.engine.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.port.EventConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTest {
  @TempDir Path data;

  /** Takes events and finishes them up to where it is told. */
  private static final class Recorder implements EventConsumer {
    final List<VenueEvent> events = new ArrayList<>();
    final List<Long> positions = new ArrayList<>();
    final List<VenueEvent> described = new ArrayList<>();
    private volatile long finished;

    @Override
    public String name() {
      return "recorder";
    }

    @Override
    public synchronized void accept(long position, VenueEvent event) {
      if (position == 0) {
        described.add(event);
      } else {
        positions.add(position);
        events.add(event);
      }
    }

    @Override
    public long finished() {
      return finished;
    }

    void finish(long position) {
      finished = position;
    }

    synchronized List<Long> positions() {
      return List.copyOf(positions);
    }
  }

  private static VenueCommand addDesk(String name) {
    return new OperatorCommand.AddParticipant(
        new OperatorCommand.Operation("test", "add-" + name),
        new ParticipantId(name),
        new FirmId("FIRM"),
        ParticipantKind.TRADE,
        PrivacyLevel.COMPLIANT);
  }

  private Sequencer open(Recorder recorder) throws Exception {
    Sequencer sequencer =
        new Sequencer(
            SequencerConfig.single(data, false), VenueLimits.DEFAULT, List.of("recorder"));
    sequencer.start(List.of(recorder));
    return sequencer;
  }

  private static void submit(Sequencer sequencer, String desk) throws Exception {
    sequencer.log().submit(addDesk(desk)).get(20, TimeUnit.SECONDS);
  }

  @Test
  void aCommandIsCarriedOutAndItsEventsComeBeforeItsAnswer() throws Exception {
    Recorder recorder = new Recorder();
    try (Sequencer sequencer = open(recorder)) {
      submit(sequencer, "DESK1");
      assertThat(recorder.positions()).containsExactly(1L, 2L);
      assertThat(recorder.events.get(0)).isInstanceOf(AccessEvent.ParticipantChanged.class);
      assertThat(recorder.events.get(1)).isInstanceOf(AccessEvent.OperatorAnswered.class);
    }
  }

  @Test
  void afterARestartUnfinishedEventsComeAgainAndFinishedOnesDoNot() throws Exception {
    Recorder first = new Recorder();
    try (Sequencer sequencer = open(first)) {
      submit(sequencer, "DESK1");
      submit(sequencer, "DESK2");
      first.finish(3);
      submit(sequencer, "DESK2");
    }
    Recorder second = new Recorder();
    try (Sequencer sequencer = open(second)) {
      submit(sequencer, "DESK3");
      assertThat(second.positions()).containsExactly(4L, 5L, 6L, 7L);
      assertThat(second.described)
          .filteredOn(AccessEvent.ParticipantChanged.class::isInstance)
          .hasSizeGreaterThanOrEqualTo(2);
      submit(sequencer, "DESK3");
      assertThat(second.positions()).as("a repeated request is only answered").hasSize(5);
    }
  }
}
