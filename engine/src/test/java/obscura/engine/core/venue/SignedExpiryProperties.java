package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import obscura.domain.TimeInForce;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.Stamp;

/**
 * An order is received by the gateway, which signs until when it may rest, and sequenced a little
 * later, or by a clock that is a little behind. The day's end falls between.
 */
final class SignedExpiryProperties {
  private static final Instant DAY_END = VenueStory.NOON.plus(Duration.ofHours(8));

  /** It is sequenced so many milliseconds after the day's end. */
  private static final class Evening extends VenueStory {
    Evening(long sequenced) {
      now = DAY_END.plusMillis(sequenced);
    }

    OrderCommand.SubmitOrder received(long afterDayEnd) {
      Instant at = DAY_END.plusMillis(afterDayEnd);
      Stamp stamp = new Stamp(at, Optional.empty(), false);
      return order(DESK1, "o1", buy(10, 100), TimeInForce.DAY, Optional.empty(), stamp);
    }
  }

  @Example
  void aDayOrderThatIsSequencedAfterItsDayIsRefused() {
    Evening evening = new Evening(0);
    evening.when(evening.received(-1));
    evening.then("DESK1 < 8 150=8 39=8 11=o1 20040=404");
    evening.thenJobs();
    assertThat(evening.heard)
        .singleElement()
        .isInstanceOfSatisfying(
            OrderEvent.OrderRefused.class,
            refused -> assertThat(refused.detail()).isEqualTo("its day is over"));
  }

  @Example
  void anOrderOfTheEveningThatIsSequencedByASlowClockStaysForTheNextDay() {
    Evening evening = new Evening(-1);
    evening.given(evening.received(0));
    evening.whenPassed(Duration.ofHours(24));
    evening.thenJobs();
    evening.whenPassed(Duration.ofMillis(1));
    evening.answerAll();
    evening.then("DESK1 < 8 150=C 39=C 11=o1");
  }

  /** Whatever the clocks say, the venue has an order removed when its signed record says. */
  @Property(tries = 200)
  void theVenueEndsAnOrderWhenItsRecordSays(
      @ForAll @LongRange(min = -2_000, max = 2_000) long received,
      @ForAll @LongRange(min = -2_000, max = 2_000) long sequenced) {
    Evening evening = new Evening(sequenced);
    OrderCommand.SubmitOrder order = evening.received(received);
    Instant signed = order.rests().orElseThrow();
    evening.when(order);
    if (!signed.isAfter(evening.now)) {
      evening.then("DESK1 < 8 150=8 39=8 11=o1 20040=404");
      return;
    }
    evening.answerAll();
    evening.then("DESK1 < 8 150=0 39=0 11=o1");
    evening.whenPassed(Duration.between(evening.now, signed).minusMillis(1));
    evening.thenJobs();
    evening.whenPassed(Duration.ofMillis(1));
    evening.thenJobs("RemoveOrder");
  }
}
