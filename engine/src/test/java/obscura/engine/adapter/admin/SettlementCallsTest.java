package obscura.engine.adapter.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementHistory.Moment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators see of settlements and may do to them, through the real door. */
class SettlementCallsTest {
  private static Instant now;
  private static Instant lastYear;

  @TempDir static Path data;

  private static AdminVenue venue;
  private static Caller operator;

  @BeforeAll
  static void tradesOfTwoDays() throws Exception {
    now = Instant.now();
    lastYear = now.minus(Duration.ofDays(365));
    venue = new AdminVenue(data);
    operator = Caller.operator(venue.endpoint.url(), data);
    venue.settlements.tell(
        moment(1, lastYear, "ALPHA", SettlementState.MATCHED, 0),
        moment(1, lastYear, "ALPHA", SettlementState.RECLAIMED, 8),
        moment(2, now, "ALPHA", SettlementState.MATCHED, 0),
        moment(3, now, "GAMMA", SettlementState.MATCHED, 0),
        moment(3, now, "GAMMA", SettlementState.FAILED, 1));
    venue.settlements.batch(new SettlementDesk.Batch(77, "DEAD", now, 2));
  }

  @AfterAll
  static void close() {
    operator.close();
    venue.close();
  }

  private static List<String> column(Caller.Reply reply, String name) {
    return StreamSupport.stream(reply.rows().spliterator(), false)
        .map(row -> row.get(name).asString())
        .toList();
  }

  private static Moment moment(
      long trade, Instant at, String firm, SettlementState state, int code) {
    return new Moment(
        new TradeId(trade),
        at,
        new TreeSet<>(List.of(new FirmId(firm), new FirmId("BETA"))),
        state,
        state == SettlementState.FAILED,
        code,
        "evm:1",
        state == SettlementState.MATCHED ? "" : "0xab",
        0,
        0,
        12);
  }

  @Test
  void tradesAreListedWithTheirLastStateAndWithoutAmounts() throws Exception {
    Caller.Reply all = operator.call("settlement-list", "{}");
    assertThat(column(all, "trade")).containsExactly("T2", "T3");
    assertThat(column(all, "firms")).containsExactly("ALPHA BETA", "BETA GAMMA");
    assertThat(column(all, "state")).containsExactly("MATCHED", "FAILED BUSTED");
    assertThat(column(all, "failure")).containsExactly("", "1 insufficient balance");
    assertThat(column(operator.call("settlement-list", "{\"limit\":1}"), "trade"))
        .containsExactly("T3");
    assertThat(column(operator.call("settlement-list", "{\"firm\":\"ALPHA\"}"), "trade"))
        .containsExactly("T2");
    assertThat(column(operator.call("settlement-list", "{\"state\":\"FAILED\"}"), "trade"))
        .containsExactly("T3");
    String day = "{\"date\":\"%s\"}".formatted(lastYear.toString().substring(0, 10));
    assertThat(column(operator.call("settlement-list", day), "trade")).containsExactly("T1");
  }

  @Test
  void oneTradeIsShownWithItsBatch() throws Exception {
    Caller.Reply shown = operator.call("settlement-show", "{\"trade\":\"T1\"}");
    assertThat(column(shown, "state")).containsExactly("MATCHED", "RECLAIMED");
    assertThat(column(shown, "failure")).containsExactly("", "8 deadline passed");
    assertThat(column(shown, "transaction")).containsExactly("", "0xab");
    assertThat(column(shown, "batch")).containsExactly("", "77 DEAD");
    Caller.Reply none = operator.call("settlement-show", "{\"trade\":\"T9\"}");
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.text()).isEqualTo("the drop copy has no trade T9");
  }

  @Test
  void whatOperatorsDoIsInTheAuditWithTheAnswer() throws Exception {
    assertThat(operator.call("settlement-cancel", "{\"trade\":\"T2\"}").text())
        .isEqualTo("T2 is given up");
    Caller.Reply late = operator.call("settlement-cancel", "{\"trade\":\"T3\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text()).isEqualTo("too late");
    Caller.Reply retry = operator.call("settlement-retry", "{\"trade\":\"T5\"}");
    assertThat(retry.status()).isEqualTo(409);
    assertThat(retry.text()).isEqualTo("there is no trade T5");
    String audit = venue.audit.events().toString();
    assertThat(audit)
        .contains("settlement cancel T2", "settlement cancel T3", "refused settlement-cancel")
        .contains("RetrySettlement");
  }

  @Test
  void depositsAndWithdrawalsThatAreNotThroughAreListed() throws Exception {
    Caller.Reply queue = operator.call("ledger-queue", "{}");
    assertThat(column(queue, "state")).containsExactly("DEPOSIT_SEEN");
    assertThat(column(queue, "token")).containsExactly("USDC@1.ab");
    assertThat(column(queue, "confirmations")).containsExactly("1/12");
  }

  @Test
  void whoIsAwayIsNamed() throws Exception {
    venue.settlements.away(true);
    Caller.Reply list = operator.call("settlement-list", "{}");
    Caller.Reply cancel = operator.call("settlement-cancel", "{\"trade\":\"T2\"}");
    venue.settlements.away(false);
    assertThat(list.status()).isEqualTo(503);
    assertThat(list.text())
        .isEqualTo("the drop copy's database does not answer; ask the same again");
    assertThat(cancel.status()).isEqualTo(503);
    assertThat(cancel.text())
        .isEqualTo(
            "the settlement rail does not answer; 'settlement show' tells what became of it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "settlement-list|{\"state\":\"LOST\"}|state must be one of",
        "settlement-list|{\"date\":\"yesterday\"}|date must be a day such as 2026-11-20",
        "settlement-list|{\"limit\":0}|limit must be a whole number, 1 to 1000",
        "settlement-list|{\"colour\":\"red\"}|unknown argument 'colour'",
        "settlement-show|{\"trade\":\"O1\"}|trade must be the venue's number of a trade",
        "settlement-cancel|{}|trade is missing",
        "settlement-retry|{\"trade\":\"1\"}|trade must be the venue's number of a trade"
      })
  void nonsenseIsRefusedInOneLine(String name, String arguments, String why) throws Exception {
    Caller.Reply reply = operator.call(name, arguments);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).startsWith(why).doesNotContain("\n");
  }
}
