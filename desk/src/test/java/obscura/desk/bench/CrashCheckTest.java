package obscura.desk.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Wire;
import obscura.domain.Side;
import org.junit.jupiter.api.Test;

/** DESK1 buys 3 of its 10 from DESK2; then the venue crashed, in ever worse ways. */
final class CrashCheckTest {
  private int seqNum = 1;
  private final Execution accepted = report("E1", "D1", '0', "0", null);
  private final Execution bought = report("E2", "D1", 'F', "3", "M1");
  private final Execution sold = sell("E3", "S1", "3");
  private final Execution stillThere = report("Q1", "D1", 'I', "3", null);

  @Test
  void nothingIsFoundWhenEverybodyAgrees() {
    assertThat(faults(List.of(accepted, bought), stillThere, copies("E1", "E2"))).isEmpty();
  }

  @Test
  void aResendOfTheSameReportIsNoFault() {
    assertThat(faults(List.of(accepted, bought, bought), stillThere, copies("E1", "E2"))).isEmpty();
  }

  @Test
  void aLostOrderIsFound() {
    Execution unknown = status("NONE");
    assertThat(faults(List.of(accepted, bought), unknown, copies("E1", "E2")))
        .containsExactly("DESK1 lost acknowledged order D1");
  }

  @Test
  void aForgottenFillIsFound() {
    Execution unfilled = report("Q1", "D1", 'I', "0", null);
    assertThat(faults(List.of(accepted, bought), unfilled, copies("E1", "E2")))
        .containsExactly("DESK1 order D1 says other fills than were reported");
  }

  @Test
  void aFillToldTwiceUnderTwoIdsIsFound() {
    Execution again = report("E9", "D1", 'F', "3", "M1");
    Execution six = report("Q1", "D1", 'I', "6", null);
    assertThat(faults(List.of(accepted, bought, again), six, copies("E1", "E2", "E9")))
        .contains("DESK1 was told match M1 of D1 twice", "match M1 does not have two equal sides");
  }

  @Test
  void aFillBeyondTheOrderIsFound() {
    Execution huge = report("E9", "D1", 'F', "8", "M2");
    Execution eleven = report("Q1", "D1", 'I', "11", null);
    assertThat(faults(List.of(accepted, bought, huge), eleven, copies("E1", "E2", "E9")))
        .contains("DESK1 order D1 was filled beyond its size");
  }

  @Test
  void anExecIdWithTwoMeaningsIsFound() {
    Execution other = report("E1", "D1", '4', "0", null);
    assertThat(faults(List.of(accepted, bought, other), stillThere, copies("E1", "E2")))
        .containsExactly("DESK1 ExecID E1 means two things");
  }

  @Test
  void anExecIdThatOnlyTheClientKnowsIsFound() {
    assertThat(faults(List.of(accepted, bought), stillThere, copies("E1")))
        .containsExactly("ExecID E2 of DESK1 is not in drop copy");
  }

  @Test
  void anExecIdThatOnlyDropCopyKnowsIsFound() {
    assertThat(faults(List.of(accepted, bought), stillThere, copies("E1", "E2", "E7")))
        .containsExactly("ExecID E7 never reached DESK1");
  }

  @Test
  void aCopyMadeTwiceIsFound() {
    assertThat(faults(List.of(accepted, bought), stillThere, copies("E1", "E2", "E2")))
        .containsExactly("drop copy holds ExecID E2 twice");
  }

  @Test
  void aSequenceNumberUsedTwiceIsFound() {
    Execution first = report("E1", "D1", '0', "0", null);
    seqNum--;
    Execution second = report("E2", "D1", 'F', "3", "M1");
    assertThat(faults(List.of(first, second), stillThere, copies("E1", "E2")))
        .containsExactly("DESK1 got two messages with number " + first.wire().seqNum());
  }

  @Test
  void dropCopyIsReadOneObjectALine() {
    assertThat(
            CopiedReport.parse(
                """
                {"execId":"E1","participant":"DESK1","kind":"EXECUTION","seq":4}
                2 records
                """))
        .containsExactly(new CopiedReport("E1", "DESK1", "EXECUTION"));
  }

  private List<String> faults(
      List<Execution> desk1, Execution statusAfter, List<CopiedReport> copies) {
    Witness buyer =
        new Witness(
            "DESK1",
            Map.of("D1", new BigDecimal("10")),
            desk1,
            List.of("D1"),
            Map.of("D1", statusAfter));
    Witness seller =
        new Witness("DESK2", Map.of("S1", new BigDecimal("3")), List.of(sold), List.of(), Map.of());
    List<CopiedReport> all = new ArrayList<>(copies);
    all.add(new CopiedReport("E3", "DESK2", "EXECUTION"));
    return CrashCheck.faults(List.of(buyer, seller), all);
  }

  private static List<CopiedReport> copies(String... execIds) {
    List<CopiedReport> copies = new ArrayList<>();
    for (String execId : execIds) {
      copies.add(new CopiedReport(execId, "DESK1", "EXECUTION"));
    }
    return copies;
  }

  private Execution report(String execId, String id, char type, String quantity, String match) {
    return execution("O1", execId, id, type, Side.BUY, quantity, match);
  }

  private Execution status(String orderId) {
    return execution(orderId, "Q1", "D1", 'I', Side.BUY, "0", null);
  }

  private Execution sell(String execId, String id, String quantity) {
    return execution("O2", execId, id, 'F', Side.SELL, quantity, "M1");
  }

  private Execution execution(
      String orderId, String execId, String id, char type, Side side, String qty, String match) {
    BigDecimal quantity = new BigDecimal(qty);
    boolean fill = type == 'F';
    return new Execution(
        new Wire("8", seqNum++, false, Instant.EPOCH, ""),
        orderId,
        execId,
        id,
        null,
        type,
        fill ? '1' : '0',
        "WETH-USDC",
        side,
        BigDecimal.TEN.subtract(quantity),
        quantity,
        BigDecimal.ZERO,
        fill ? quantity : null,
        fill ? new BigDecimal("2500") : null,
        match,
        null);
  }
}
