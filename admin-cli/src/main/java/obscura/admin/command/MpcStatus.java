package obscura.admin.command;

import java.util.LinkedHashMap;
import java.util.Map;
import obscura.admin.client.VenueAnswer;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import picocli.CommandLine.Command;

/** Shows how the parties are, how long they take, and what is wrong. */
@Command(
    name = "status",
    description = "How each party is, how long its work takes, and what is wrong now.")
final class MpcStatus extends Verb {
  @Override
  public Integer call() {
    Map<String, VenueAnswer> parts = new LinkedHashMap<>();
    for (String part : new String[] {"parties", "work", "steps", "alerts"}) {
      String request = newRequest();
      VenueAnswer answer = call("mpc-" + part, Map.of(), request);
      if (!answer.isDone()) {
        return refused(answer, request);
      }
      parts.put(part, answer);
    }
    print(admin().json() ? json(parts) : tables(parts));
    return ExitCodes.OK;
  }

  private static String json(Map<String, VenueAnswer> parts) {
    Map<String, Object> rows = new LinkedHashMap<>();
    parts.forEach((name, answer) -> rows.put(name, answer.rows()));
    return Json.of(rows) + "\n";
  }

  private static String tables(Map<String, VenueAnswer> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEach((name, answer) -> {
      if (!answer.rows().isEmpty()) {
        text.append(text.isEmpty() ? "" : "\n").append(Table.of(answer.rows()));
      }
    });
    return text.toString();
  }
}
