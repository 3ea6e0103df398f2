package obscura.engine.adapter.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.SettlementHistory;
import obscura.engine.port.SettlementHistory.Moment;

/** What operators ask about settlements, and that one is given up. Shows no amounts. */
final class SettlementCalls {
  private static final int LINES = 100;
  private static final int LINES_MAX = 1_000;
  private static final Duration RECENT = Duration.ofDays(7);

  private final SettlementHistory history;
  private final SettlementDesk desk;
  private final InstantSource clock = InstantSource.system();

  SettlementCalls(SettlementHistory history, SettlementDesk desk) {
    this.history = history;
    this.desk = desk;
  }

  /**
   * The call of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiries.Inquiry> find(String name, Operation by, Arguments arguments) {
    return switch (name) {
      case "settlement-list" -> list(by, arguments);
      case "settlement-show" -> {
        TradeId trade = arguments.trade();
        yield noted(by, "settlement show " + trade, () -> show(trade));
      }
      case "settlement-cancel" -> {
        TradeId trade = arguments.trade();
        yield noted(by, "settlement cancel " + trade, () -> cancel(trade));
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Inquiries.Inquiry> noted(
      Operation by, String what, Supplier<Answer> answer) {
    return Inquiries.noted(by, what, () -> available(answer));
  }

  private static Answer available(Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (SettlementHistory.UnavailableException away) {
      return Answer.of(Answer.UNAVAILABLE, away.getMessage() + "; ask the same again");
    } catch (SettlementDesk.UnavailableException away) {
      return Answer.of(
          Answer.UNAVAILABLE, away.getMessage() + "; 'settlement show' tells what became of it");
    }
  }

  private Optional<Inquiries.Inquiry> list(Operation by, Arguments arguments) {
    Predicate<Moment> wanted = moment -> true;
    StringBuilder what = new StringBuilder("settlement list");
    if (arguments.has("state")) {
      SettlementState state = arguments.choice("state", SettlementState.class);
      wanted = wanted.and(moment -> moment.state() == state);
      what.append(" state ").append(state);
    }
    if (arguments.has("firm")) {
      FirmId firm = arguments.firm();
      wanted = wanted.and(moment -> moment.firms().contains(firm));
      what.append(" firm ").append(firm);
    }
    Instant now = clock.instant();
    Instant from = now.minus(RECENT);
    Instant before = now.plus(Duration.ofDays(1));
    if (arguments.has("date")) {
      LocalDate day = arguments.date("date");
      from = day.atStartOfDay().toInstant(ZoneOffset.UTC);
      before = day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
      what.append(" date ").append(day);
    }
    int limit = arguments.has("limit") ? arguments.number("limit", 1, LINES_MAX) : LINES;
    Listing listing = new Listing(from, before, wanted, limit);
    return noted(by, what.toString(), () -> list(listing));
  }

  /** What of which time is listed. */
  private record Listing(Instant from, Instant before, Predicate<Moment> wanted, int limit) {}

  private Answer list(Listing asked) {
    List<Moment> all =
        history.last(asked.from, asked.before).stream().filter(asked.wanted).toList();
    return Answer.found(
        all.subList(Math.max(0, all.size() - asked.limit), all.size()).stream()
            .map(SettlementCalls::row)
            .toList());
  }

  private Answer show(TradeId trade) {
    List<Moment> moments = history.of(trade);
    if (moments.isEmpty()) {
      return Answer.of(Answer.REFUSED, "the drop copy has no trade " + trade);
    }
    Optional<SettlementDesk.Batch> batch = desk.batch(trade);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < moments.size(); i++) {
      Map<String, Object> row = row(moments.get(i));
      boolean now = i == moments.size() - 1;
      Optional<SettlementDesk.Batch> its = now ? batch : Optional.empty();
      row.put("batch", its.map(b -> b.number() + " " + b.phase()).orElse(""));
      row.put("deadline", its.map(b -> b.deadline().toString()).orElse(""));
      rows.add(row);
    }
    return Answer.found(rows);
  }

  private Answer cancel(TradeId trade) {
    SettlementDesk.Answer answer = desk.cancel(trade);
    return Answer.of(answer.done() ? Answer.DONE : Answer.REFUSED, answer.text());
  }

  private static Map<String, Object> row(Moment moment) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("trade", moment.trade().toString());
    row.put("at", moment.at().toString());
    row.put("firms", moment.firms().stream().map(FirmId::value).collect(Collectors.joining(" ")));
    row.put("state", moment.busted() ? moment.state() + " BUSTED" : moment.state().name());
    row.put("failure", failure(moment));
    row.put("rail", moment.rail());
    row.put("transaction", moment.transaction());
    row.put("block", moment.block() > 0 ? Long.toString(moment.block()) : "");
    row.put("confirmations", confirmations(moment));
    return row;
  }

  private static String confirmations(Moment moment) {
    return moment.needed() > 0 ? moment.confirmations() + "/" + moment.needed() : "";
  }

  /** SettlFailCode(20036) and what it means (rules of engagement 5.4). */
  private static String failure(Moment moment) {
    String meaning =
        switch (moment.failCode()) {
          case 0 -> "cancelled by an operator";
          case 1 -> "insufficient balance";
          case 2 -> "allowance, approval or readable terms missing";
          case 3 -> "reverted";
          case 4 -> "replaced by the payer";
          case 5 -> "reorganisation";
          case 6 -> "chain halted";
          case 7 -> "screening hit";
          case 8 -> "deadline passed";
          case 9 -> "gas limit";
          default -> "unknown";
        };
    boolean none = moment.failCode() == 0 && moment.state() != SettlementState.FAILED;
    return none ? "" : moment.failCode() + " " + meaning;
  }
}
