package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Statement;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No note comes to be in the name of a firm that signs for itself, on the gateway's word. */
class SealedDepositTest {
  @TempDir Path directory;

  @Test
  void theVenueMakesUpNoDeposit() {
    try (EmbeddedParties engine = SettlementRig.engine(directory, Mode.SEMI_HONEST)) {
      SettlementRig venue = new SettlementRig(new Rig(directory, engine), "A", "B");
      Purpose said = new Purpose.Deposit(venue.to("A"), 1, true, "5", "01".repeat(32));
      Statement word = engine.statement("A", 1, said);
      Roster sealed = RosterText.read(SettlementRig.ROSTER).with(new Entry.Firm("A", true));
      engine.adopt(Rig.OPERATORS.text(Rig.OPERATORS.signed(sealed, 0, 1))).join();
      assertThat(venue.run(new Settlement.AdmitDeposit(word)))
          .isEqualTo(new Outcome.Refused(Rule.SEALED_ONLY));
      for (int k = 0; k < 3; k++) {
        assertThat(engine.refusals(k)).containsEntry(Rule.SEALED_ONLY, 1L);
      }
      Purpose others = new Purpose.Deposit(venue.to("B"), 1, true, "5", "01".repeat(32));
      assertThat(venue.run(new Settlement.AdmitDeposit(engine.statement("B", 1, others))))
          .isInstanceOf(Outcome.Settled.class);
    }
  }
}
