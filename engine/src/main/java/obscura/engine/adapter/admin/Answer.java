package obscura.engine.adapter.admin;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a call is answered with.
 *
 * @param status of HTTP: 200 done, 400 malformed, 409 refused, 503 not known
 * @param text what was done, or one line that says why not
 * @param rows what an inquiry found; each with the same names in the same order
 */
record Answer(int status, String text, List<Map<String, Object>> rows) {
  static final int DONE = 200;
  static final int MALFORMED = 400;
  static final int UNKNOWN = 404;
  static final int NOT_POST = 405;
  static final int REFUSED = 409;
  static final int TOO_LARGE = 413;
  static final int UNAVAILABLE = 503;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private record Body(boolean done, String text, List<Map<String, Object>> rows) {}

  static Answer of(int status, String text) {
    return new Answer(status, text, List.of());
  }

  static Answer found(List<Map<String, Object>> rows) {
    return new Answer(DONE, rows.size() + " found", rows);
  }

  /** Whether the call could not be understood, and so could not be carried out or refused. */
  boolean isNonsense() {
    return status == MALFORMED || status == UNKNOWN || status == NOT_POST || status == TOO_LARGE;
  }

  byte[] json() {
    return JSON.writeValueAsBytes(new Body(status == DONE, text, rows));
  }
}
