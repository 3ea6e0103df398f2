package obscura.admin.render;

import tools.jackson.databind.json.JsonMapper;

/** Values as JSON on one line. */
public final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** The value, without a newline. */
  public static String of(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
