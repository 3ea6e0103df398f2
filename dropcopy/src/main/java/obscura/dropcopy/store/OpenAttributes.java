package obscura.dropcopy.store;

import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Public attributes as a JSON object in one text column; exactly one text for each map. */
final class OpenAttributes {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<TreeMap<String, String>> MAP = new TypeReference<>() {};

  private OpenAttributes() {}

  static String write(SortedMap<String, String> attributes) {
    return JSON.writeValueAsString(attributes);
  }

  /**
   * Inverse of {@link #write}.
   *
   * @throws IllegalArgumentException if {@code write} would not have written it so
   */
  static SortedMap<String, String> read(String text) {
    try {
      TreeMap<String, String> attributes = JSON.readValue(text, MAP);
      if (attributes.containsValue(null) || !write(attributes).equals(text)) {
        throw new IllegalArgumentException("open attributes are not in the form the venue writes");
      }
      return attributes;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("open attributes are not JSON", e);
    }
  }
}
