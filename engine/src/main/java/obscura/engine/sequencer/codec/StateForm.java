package obscura.engine.sequencer.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A class of the core's state, field by field. It is made through its only constructor, whose
 * parameters are named like fields; final collections and maps are filled, other fields set.
 */
final class StateForm implements Form {
  private final Schema.Line line;
  private final Constructor<?> constructor;
  private final List<Field> fields = new ArrayList<>();
  private final List<Form> forms = new ArrayList<>();

  /** Position of each constructor parameter among the fields. */
  private final int[] parameters;

  StateForm(Class<?> type, Schema.Line line, Forms known) {
    this.line = line;
    Arrays.stream(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .forEach(fields::add);
    List<String> names = fields.stream().map(Field::getName).toList();
    if (!names.equals(line.components())) {
      throw new CodecException(
          line.name() + " has fields " + names + ", the schema says " + line.components());
    }
    for (Field field : fields) {
      field.setAccessible(true);
      forms.add(known.of(field.getGenericType()));
    }
    this.constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    this.parameters =
        Arrays.stream(constructor.getParameters())
            .map(Parameter::getName)
            .mapToInt(names::indexOf)
            .toArray();
  }

  @Override
  public void write(Writer out, Object value) {
    try {
      for (int i = 0; i < forms.size(); i++) {
        forms.get(i).write(out, fields.get(i).get(value));
      }
    } catch (IllegalAccessException closed) {
      throw new CodecException("cannot read " + line.name(), closed);
    }
  }

  @Override
  public Object read(Reader in) {
    Object[] values = new Object[forms.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          line.since().get(i) <= in.version() ? forms.get(i).read(in) : forms.get(i).absent();
    }
    try {
      Object made =
          constructor.newInstance(Arrays.stream(parameters).mapToObj(i -> values[i]).toArray());
      for (int i = 0; i < values.length; i++) {
        fill(made, fields.get(i), values[i]);
      }
      return made;
    } catch (ReflectiveOperationException refused) {
      throw new CodecException("bytes that make no " + line.name(), refused);
    }
  }

  @SuppressWarnings("unchecked")
  private static void fill(Object made, Field field, Object value) throws IllegalAccessException {
    if (!Modifier.isFinal(field.getModifiers())) {
      field.set(made, value);
    } else if (field.get(made) instanceof Map<?, ?> map) {
      ((Map<Object, Object>) map).putAll((Map<Object, Object>) value);
    } else if (field.get(made) instanceof Collection<?> collection) {
      ((Collection<Object>) collection).addAll((Collection<Object>) value);
    } else if (!field.get(made).equals(value)) {
      copy(field.get(made), value);
    }
  }

  /** A nested state object that the constructor made: takes over the fields of the one read. */
  private static void copy(Object into, Object from) throws IllegalAccessException {
    for (Field field : into.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        fill(into, field, field.get(from));
      }
    }
  }
}
