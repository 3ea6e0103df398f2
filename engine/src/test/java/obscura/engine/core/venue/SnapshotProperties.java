package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import obscura.engine.sequencer.codec.LogCodec;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A venue that is read back from its snapshot goes on as if nothing had been: the same commands
 * give the same events, and the states stay the same to the byte.
 */
final class SnapshotProperties {
  private final LogCodec codec = new LogCodec();

  @Provide
  Arbitrary<Simulation> lives() {
    return Arbitraries.longs().map(seed -> Simulation.of(seed, SimulationProperties.STEPS));
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void aVenueReadFromItsSnapshotIsTheVenueThatWroteIt(
      @ForAll("lives") Simulation life, @ForAll Random random) {
    int seldom = 1 + random.nextInt(8);
    VenueState twin = new VenueState();
    Venue untouched = new Venue(twin, VenueLimits.DEFAULT);
    VenueState state = new VenueState();
    for (VenueStory.Said step : life.said) {
      if (random.nextInt(seldom) == 0) {
        state = throughASnapshot(state);
      }
      Venue restored = new Venue(state, VenueLimits.DEFAULT);
      assertThat(restored.handle(step.at(), step.command()))
          .as("%s: %s", life, step.command())
          .isEqualTo(untouched.handle(step.at(), step.command()));
      assertThat(restored.describe(step.at())).isEqualTo(untouched.describe(step.at()));
      assertThat(restored.nextDeadline()).as("%s", life).isEqualTo(untouched.nextDeadline());
    }
    assertThat(codec.encode(state)).as("%s", life).isEqualTo(codec.encode(twin));
  }

  private VenueState throughASnapshot(VenueState state) {
    byte[] bytes = codec.encode(state);
    return codec.state(new UnsafeBuffer(bytes), 0, bytes.length);
  }
}
