package obscura.engine.adapter.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.port.PartyOperations;

/** What operators ask of the three parties. Each call is in the audit first. */
final class PartyCalls {
  private static final long ANSWER_SECONDS_MAX = 30;
  private static final long REPLACE_SECONDS_MAX = 55;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final String HANDLE = "[0-9a-f]{64}";

  private final PartyOperations parties;

  PartyCalls(PartyOperations parties) {
    this.parties = parties;
  }

  /**
   * The call of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiries.Inquiry> find(String name, Operation by, Arguments arguments) {
    return switch (name) {
      case "mpc-parties" -> noted(by, "mpc parties", this::list);
      case "mpc-work" -> Inquiries.noted(by, "mpc work", this::work);
      case "mpc-alerts" -> Inquiries.noted(by, "mpc alerts", this::alerts);
      case "mpc-steps" -> Inquiries.noted(by, "mpc steps", () -> steps(parties.steps()));
      case "mpc-bench" -> noted(by, "mpc bench", this::bench);
      case "mpc-seal-for" -> {
        String handle = handle(arguments);
        String auditor = arguments.text("auditor");
        yield noted(by, "mpc seal " + handle + " for " + auditor, () -> sealed(handle, auditor));
      }
      case "mpc-replace-party" -> {
        int party = party(arguments);
        yield noted(by, "mpc replace party " + party, () -> replaced(party));
      }
      case "mpc-rotate-keys" -> noted(by, "mpc rotate keys", this::rotate);
      default -> Optional.empty();
    };
  }

  private static Optional<Inquiries.Inquiry> noted(
      Operation by, String what, Supplier<Answer> answer) {
    return Inquiries.noted(by, what, () -> available(answer));
  }

  private static int party(Arguments arguments) {
    String party = arguments.text("party");
    if (!party.matches("[0-2]")) {
      throw new IllegalArgumentException("party must be 0, 1 or 2");
    }
    return Integer.parseInt(party);
  }

  private static String handle(Arguments arguments) {
    String handle = arguments.text("handle");
    if (!handle.matches(HANDLE)) {
      throw new IllegalArgumentException("handle must be 64 hex digits");
    }
    return handle;
  }

  private static Answer available(Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (CompletionException refused) {
      if (refused.getCause() instanceof PartyOperations.RefusedException) {
        return Answer.of(Answer.REFUSED, String.valueOf(refused.getCause().getMessage()));
      }
      String why = refused.getCause() == null ? "no answer in time" : refused.getCause().toString();
      return Answer.of(Answer.UNAVAILABLE, "the parties did not do it: " + why);
    }
  }

  private Answer list() {
    List<PartyOperations.PartyLine> all =
        parties.parties().orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    return Answer.found(all.stream().map(PartyCalls::row).toList());
  }

  private static Map<String, Object> row(PartyOperations.PartyLine p) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("party", p.party());
    row.put("answers", p.answers());
    row.put("epoch", p.epoch());
    row.put("executed", p.executed());
    row.put("queued", p.queued());
    row.put("triplesReady", p.triplesReady());
    row.put("triplesTaken", p.triplesTaken());
    row.put("suspicions", p.suspicions());
    return row;
  }

  private Answer work() {
    return Answer.found(parties.work().stream().map(PartyCalls::row).toList());
  }

  private static Map<String, Object> row(PartyOperations.WorkLine w) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", w.kind());
    row.put("done", w.done());
    row.put("failed", w.failed());
    row.put("medianMicros", micros(w.median()));
    row.put("p99Micros", micros(w.p99()));
    return row;
  }

  private static long micros(Duration time) {
    return time.toNanos() / NANOS_PER_MICRO;
  }

  private Answer sealed(String handle, String auditor) {
    List<String> copies =
        parties.sealFor(handle, auditor).orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int party = 0; party < copies.size(); party++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("party", party);
      row.put("sealed", copies.get(party));
      rows.add(row);
    }
    return Answer.found(rows);
  }

  private Answer bench() {
    return steps(parties.benchmark().orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join());
  }

  private static Answer steps(List<PartyOperations.StepLine> lines) {
    return Answer.found(lines.stream().map(PartyCalls::row).toList());
  }

  private static Map<String, Object> row(PartyOperations.StepLine s) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("party", s.party());
    row.put("step", s.step());
    row.put("times", s.times());
    row.put("medianMicros", micros(s.median()));
    row.put("slowMicros", micros(s.slow()));
    row.put("rounds", s.rounds());
    row.put("bytes", s.bytes());
    return row;
  }

  private Answer alerts() {
    return Answer.found(
        parties.alerts().stream().map(line -> Map.<String, Object>of("alert", line)).toList());
  }

  private Answer replaced(int party) {
    long epoch =
        parties.replaceParty(party).orTimeout(REPLACE_SECONDS_MAX, TimeUnit.SECONDS).join();
    return Answer.of(
        Answer.DONE,
        "party %d is another one, and all shares were made anew: epoch %d".formatted(party, epoch));
  }

  private Answer rotate() {
    long epoch = parties.rotateKeys().orTimeout(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).join();
    return Answer.of(Answer.DONE, "the parties have new keys: epoch " + epoch);
  }
}
