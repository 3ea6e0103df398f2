package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.verify.Protection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that goes by the parties' clocks, and is done again when they say something else. */
class TimeRememberedTest {
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final OracleKey ORACLE = new OracleKey(Rig.key(5));
  private static final long START = 1_000_000_000;

  private static final String ROSTER = roster();

  @TempDir Path directory;
  private final BentLines lines = new BentLines();
  private final SetClock clock = new SetClock(START);

  private EmbeddedParties open() {
    return new EmbeddedParties(
        directory,
        Rig::key,
        new EmbeddedParties.Surroundings(
            papers(), PATIENCE, clock, party -> (what, bits) -> {}, lines.links()),
        Protection.of(Mode.SEMI_HONEST, PATIENCE));
  }

  private static EmbeddedParties.Papers papers() {
    return new EmbeddedParties.Papers(Rig.GATEWAY, Rig.OPERATORS.operators(), ROSTER, Rig.SIGNERS);
  }

  private static String roster() {
    Roster roster = Rig.OPERATORS.roster();
    for (String line :
        List.of(
            "instrument 12 0.001 0.01 on reference 50 150",
            "key oracle FEED " + ORACLE.publicHex(),
            "parameter reference-max-age 30")) {
      roster = roster.with(Entry.parse(line));
    }
    return Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 0, 1));
  }

  private static Job price(long number, long timeMillis) {
    return new Job.SetReference(number, ORACLE.sign("TEST", 12, 100, timeMillis, "FEED"));
  }

  /** Two parties have taken the price and given it back; one of them is restarted meanwhile. */
  @Test
  void aPriceThatWasFreshIsTakenAgainThoughTimeWentOn() {
    Job bent = price(2, START);
    try (EmbeddedParties parties = open()) {
      assertThat(parties.execute(price(1, START - 1)).join()).isEqualTo(new Outcome.Done());
      lines.arm(new Plan(1, "ClockVote.requireSame", false, Bend.DROP, 0), () -> {});
      assertThatThrownBy(() -> parties.execute(bent).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(lines.bent()).isTrue();
      lines.disarm();
      parties.rotateKeys().join();
      assertThat(parties.executed()).as("it was taken back").isEqualTo(1);
    }
    clock.set(START + 60_000);
    try (EmbeddedParties parties = open()) {
      assertThat(parties.execute(bent).join()).isEqualTo(new Outcome.Done());
      assertThat(parties.execute(price(3, START + 1)).join())
          .as("another job")
          .isEqualTo(new Outcome.Refused(Rule.REFERENCE));
    }
  }
}
