package obscura.engine.sequencer.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import obscura.domain.Handle;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.venue.VenueState;
import org.junit.jupiter.api.Test;

class LogSchemaTest {
  private final Set<Class<?>> found = new LinkedHashSet<>();

  @Test
  void theSchemaNamesEveryTypeOfTheLogWithItsComponentsInOrder() {
    List.of(VenueCommand.class, VenueEvent.class, VenueState.class).forEach(this::walk);
    Schema schema = Schema.load();
    List<String> missing = new ArrayList<>();
    for (Class<?> type : found) {
      try {
        if (!schema.line(type).components().equals(components(type))) {
          missing.add(describe(type) + "   (differs from: " + schema.line(type).components() + ")");
        }
      } catch (CodecException unknown) {
        missing.add(describe(type));
      }
    }
    assertThat(missing)
        .as("add these lines to log-schema.txt, each with the next free number; append components")
        .isEmpty();
  }

  private static String describe(Class<?> type) {
    return Schema.name(type) + " " + String.join(" ", components(type));
  }

  private void walk(Type type) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::walk);
      return;
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isPrimitive() || !plain.getName().startsWith("obscura.") || plain == Handle.class) {
      return;
    }
    if (plain.isSealed()) {
      Arrays.stream(plain.getPermittedSubclasses()).forEach(this::walk);
    } else if (found.add(plain) && !plain.isEnum()) {
      parts(plain).forEach(this::walk);
    }
  }

  private static List<Type> parts(Class<?> type) {
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType).toList()
        : fields(type).map(Field::getGenericType).toList();
  }

  private static List<String> components(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
    }
    return type.isRecord()
        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList()
        : fields(type).map(Field::getName).toList();
  }

  private static java.util.stream.Stream<Field> fields(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()));
  }
}
