package obscura.engine.core.venue;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;

/** Finds who is named anywhere in a record. */
final class Named {
  private Named() {}

  static Set<Object> in(Object value) {
    Set<Object> names = new LinkedHashSet<>();
    collect(value, names);
    return names;
  }

  private static void collect(Object value, Set<Object> names) {
    if (value instanceof ParticipantId || value instanceof FirmId) {
      names.add(value);
    } else {
      parts(value).forEach(part -> collect(part, names));
    }
  }

  private static List<Object> parts(Object value) {
    return switch (value) {
      case Optional<?> some -> new ArrayList<>(some.stream().toList());
      case Collection<?> many -> new ArrayList<>(many);
      case Record fields -> {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : fields.getClass().getRecordComponents()) {
          parts.add(read(fields, component));
        }
        yield parts;
      }
      default -> List.of();
    };
  }

  private static Object read(Record fields, RecordComponent component) {
    try {
      return component.getAccessor().invoke(fields);
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(impossible.getMessage(), impossible);
    }
  }
}
