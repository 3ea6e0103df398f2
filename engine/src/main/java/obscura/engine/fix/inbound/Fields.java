package obscura.engine.fix.inbound;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import obscura.domain.ClientId;
import obscura.engine.fix.outbound.FixTime;
import quickfix.FieldMap;
import quickfix.FieldNotFound;

/** Reads fields without exceptions: an absent field and one that cannot be read are both values. */
record Fields(FieldMap map) {
  private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{0,40}(\\.[0-9]{0,18})?");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");

  Optional<String> text(int tag) {
    if (!map.isSetField(tag)) {
      return Optional.empty();
    }
    try {
      return Optional.of(map.getString(tag));
    } catch (FieldNotFound absent) {
      return Optional.empty();
    }
  }

  String textOr(int tag, String otherwise) {
    return text(tag).orElse(otherwise);
  }

  boolean has(int tag) {
    return map.isSetField(tag);
  }

  boolean is(int tag, String value) {
    return text(tag).filter(value::equals).isPresent();
  }

  Optional<ClientId> id(int tag) {
    return text(tag).filter(ClientId::isValid).map(ClientId::new);
  }

  /** At most 18 fraction digits, no exponent (rules of engagement 2). */
  Optional<BigDecimal> decimal(int tag) {
    return text(tag)
        .filter(value -> DECIMAL.matcher(value).matches() && value.chars().anyMatch(Fields::digit))
        .map(BigDecimal::new);
  }

  Optional<Long> whole(int tag) {
    return text(tag).filter(value -> WHOLE.matcher(value).matches()).map(Long::valueOf);
  }

  Optional<Instant> time(int tag) {
    return text(tag).flatMap(FixTime::parse);
  }

  List<Fields> groups(int countTag) {
    return map.getGroups(countTag).stream().map(Fields::new).toList();
  }

  private static boolean digit(int character) {
    return character >= '0' && character <= '9';
  }

  /** Names no field. */
  @Override
  public String toString() {
    return "Fields";
  }
}
