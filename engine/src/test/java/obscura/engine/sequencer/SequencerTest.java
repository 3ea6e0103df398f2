package obscura.engine.sequencer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorldCommand;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.VenueFault;
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

  private final List<VenueFault> faults = new CopyOnWriteArrayList<>();

  private Sequencer open(EventConsumer recorder) throws Exception {
    Sequencer sequencer =
        new Sequencer(
            SequencerConfig.single(data, false),
            VenueLimits.DEFAULT,
            List.of("recorder"),
            faults::add);
    try {
      sequencer.start(List.of(recorder));
    } catch (VenueFault refused) {
      sequencer.close();
      throw refused;
    }
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

  /** Job 1 adds an order; an answer of another kind is a mistake that the core stumbles over. */
  private static void makeTheCoreFail(Sequencer sequencer) throws Exception {
    submit(sequencer, "DESK1");
    sequencer
        .log()
        .submit(
            new OrderCommand.SubmitOrder(
                new ParticipantId("DESK1"),
                new ClientId("o1"),
                new Stamp(Instant.now(), Optional.empty(), false),
                new Handle(1, 2, 3, 4),
                TimeInForce.DAY,
                Optional.empty(),
                PrivacyLevel.COMPLIANT,
                OrderNotes.NONE,
                Optional.empty()))
        .get(20, TimeUnit.SECONDS);
    CompletableFuture<Void> never =
        sequencer.log().submit(new WorldCommand.RecordOutcome(1, new JobOutcome.Admitted(true)));
    assertThatThrownBy(() -> never.get(20, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aMistakeOfTheCoreStopsTheVenueAtItsPlaceInTheLogAndEachTimeAnew() throws Exception {
    Recorder recorder = new Recorder();
    try (Sequencer sequencer = open(recorder)) {
      makeTheCoreFail(sequencer);
      assertThat(faults).hasSize(1);
      assertThat(faults.getFirst().getMessage())
          .matches(
              "the core cannot carry out RecordOutcome at log position [0-9]+:"
                  + " java.lang.ClassCastException");
      assertThatThrownBy(() -> sequencer.log().submit(addDesk("DESK2")).get(20, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
    }
    String first = faults.getFirst().getMessage();
    assertThatThrownBy(() -> open(new Recorder()))
        .as("no snapshot has the state after the mistake: the log gives the same one again")
        .isInstanceOf(VenueFault.class)
        .hasMessage(first);
  }

  @Test
  void anEventThatAConsumerCannotTakeStopsTheVenue() throws Exception {
    EventConsumer clumsy =
        new EventConsumer() {
          @Override
          public String name() {
            return "recorder";
          }

          @Override
          public void accept(long position, VenueEvent event) {
            if (position == 2) {
              throw new IllegalStateException("the text may hold a value");
            }
          }

          @Override
          public long finished() {
            return 0;
          }
        };
    try (Sequencer sequencer = open(clumsy)) {
      CompletableFuture<Void> never = sequencer.log().submit(addDesk("DESK1"));
      assertThatThrownBy(() -> never.get(20, TimeUnit.SECONDS))
          .isInstanceOf(CancellationException.class);
      assertThat(faults)
          .extracting(VenueFault::getMessage)
          .containsExactly("an event after 1 cannot be delivered: java.lang.IllegalStateException");
    }
  }

  private static OperatorCommand.NoteInquiry longNote(int number) {
    return new OperatorCommand.NoteInquiry(
        new OperatorCommand.Operation("test", "note-" + number), "x".repeat(200_000));
  }

  private List<String> recordings() throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("archive"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".rec"))
          .toList();
    }
  }

  @Test
  void whatTheLastTwoSnapshotsCoverIsDeletedAndTheVenueStartsFromTheRest() throws Exception {
    Recorder recorder = new Recorder();
    try (Sequencer sequencer = open(recorder)) {
      submit(sequencer, "DESK1");
      sequencer.takeSnapshot();
      List<String> firstSnapshot = recordings();
      for (int i = 0; i < 90; i++) {
        sequencer.log().submit(longNote(i)).get(60, TimeUnit.SECONDS);
        recorder.finish(2);
      }
      sequencer.takeSnapshot();
      assertThat(recordings()).containsAll(firstSnapshot);
      submit(sequencer, "DESK2");
      sequencer.takeSnapshot();
      assertThat(recordings()).doesNotContainAnyElementsOf(firstSnapshot);
    }
    Recorder again = new Recorder();
    again.finish(92);
    try (Sequencer sequencer = open(again)) {
      submit(sequencer, "DESK2");
      assertThat(again.positions().getFirst())
          .as("what a consumer had not finished is in the snapshots")
          .isEqualTo(3L);
      assertThat(again.described)
          .filteredOn(AccessEvent.ParticipantChanged.class::isInstance)
          .hasSizeGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void aLogThatIsOlderThanWhatAConsumerHasIsRefused() throws Exception {
    Recorder first = new Recorder();
    try (Sequencer sequencer = open(first)) {
      submit(sequencer, "DESK1");
    }
    Recorder ahead = new Recorder();
    ahead.finish(7);
    assertThatThrownBy(() -> open(ahead))
        .isInstanceOf(VenueFault.class)
        .hasMessage(
            "recorder has event 7, but the log ends with event 2: an older log was put back; see"
                + " docs/runbook.md, \"An older log\"");
    assertThat(ahead.positions()).isEmpty();
  }
}
