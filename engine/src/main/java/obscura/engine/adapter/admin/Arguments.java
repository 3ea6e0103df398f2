package obscura.engine.adapter.admin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import obscura.domain.FirmId;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.TradeId;
import obscura.engine.core.ReferencePrice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The arguments of a call, a flat JSON object. Every method throws {@link IllegalArgumentException}
 * with one line that names the argument and what is allowed.
 */
final class Arguments {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,18})?");
  private static final Pattern TEXT = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private static final Pattern LINE = Pattern.compile("[\\x20-\\x7e]{1,32768}");
  private static final Pattern FILE = Pattern.compile("[\\x20-\\x7e\n]+");
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_.:-]{1,48}");

  private final JsonNode object;
  private final Set<String> read = new HashSet<>();

  private Arguments(JsonNode object) {
    this.object = object;
  }

  static Arguments parse(byte[] body) {
    try {
      JsonNode node = JSON.readTree(body);
      if (!node.isObject()) {
        throw new IllegalArgumentException("the arguments must be a JSON object");
      }
      return new Arguments(node);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the arguments are not JSON", e);
    }
  }

  /** Refuses what no method asked for. */
  void checkNoOthers() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name)) {
        throw new IllegalArgumentException("unknown argument '" + name + "'");
      }
    }
  }

  /** 1 to 128 printable characters without spaces. */
  String text(String name) {
    JsonNode value = value(name);
    if (!value.isString() || !TEXT.matcher(value.stringValue()).matches()) {
      throw new IllegalArgumentException(name + " must be a text of 1 to 128 printable characters");
    }
    return value.stringValue();
  }

  boolean flag(String name) {
    JsonNode value = value(name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(name + " must be true or false");
    }
    return value.booleanValue();
  }

  /** A message sequence number: 1 to 2^31 - 1. */
  long sequenceNumber(String name) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new IllegalArgumentException(name + " must be a whole number, 1 to 2147483647");
    }
    return value.intValue();
  }

  BigDecimal decimal(String name) {
    String text = text(name);
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException(
          name + " must be a plain decimal, at most 18 digits before and 18 after the point");
    }
    return new BigDecimal(text);
  }

  <E extends Enum<E>> E choice(String name, Class<E> type) {
    String text = text(name);
    E[] all = type.getEnumConstants();
    return Arrays.stream(all)
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(name + " must be one of " + Arrays.toString(all)));
  }

  /** Whether the caller gave it. */
  boolean has(String name) {
    return object.has(name);
  }

  /** Names a deposit: 1 to 48 of A-Z, a-z, 0-9, '_', '.', ':' and '-'. */
  String reference() {
    String text = text("reference");
    if (!REFERENCE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "reference must be 1 to 48 of A-Z, a-z, 0-9, '_', '.', ':' and '-'");
    }
    return text;
  }

  /** A line of words: 1 to 32,768 printable characters. */
  String line(String name) {
    String text = raw(name);
    if (!LINE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          name + " must be one line of 1 to 32768 printable letters");
    }
    return text;
  }

  /** A file of such lines. */
  String file(String name) {
    String text = raw(name);
    if (!FILE.matcher(text).matches()) {
      throw new IllegalArgumentException(name + " must be a file of printable letters");
    }
    return text;
  }

  private String raw(String name) {
    JsonNode value = value(name);
    if (!value.isString()) {
      throw new IllegalArgumentException(name + " must be a text");
    }
    return value.stringValue();
  }

  /** An oracle's signed line. */
  ReferencePrice price() {
    JsonNode value = value("price");
    if (!value.isString()) {
      throw new IllegalArgumentException("price must be a text");
    }
    return ReferencePrice.parse(value.stringValue());
  }

  ParticipantId participant() {
    return new ParticipantId(text("participant"));
  }

  FirmId firm() {
    return new FirmId(text("firm"));
  }

  OrderId order() {
    String text = text("order");
    return OrderId.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException("order must be an OrderID such as O1A, not " + text));
  }

  TradeId trade() {
    String text = text("trade");
    return TradeId.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "trade must be the venue's number of a trade such as T1A, not " + text));
  }

  /** A day, UTC. */
  LocalDate date(String name) {
    String text = text(name);
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          name + " must be a day such as 2026-11-20, not " + text, e);
    }
  }

  /** A whole number of a range. */
  int number(String name, int min, int max) {
    JsonNode value = value(name);
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < min
        || value.intValue() > max) {
      throw new IllegalArgumentException(name + " must be a whole number, " + min + " to " + max);
    }
    return value.intValue();
  }

  /** All arguments, each a text. */
  Map<String, String> texts() {
    Map<String, String> all = new TreeMap<>();
    object.propertyNames().forEach(name -> all.put(name, text(name)));
    return all;
  }

  private JsonNode value(String name) {
    read.add(name);
    JsonNode value = object.get(name);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
