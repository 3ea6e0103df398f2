package obscura.engine.sequencer.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A record, component by component. */
final class RecordForm implements Form {
  private final Schema.Line line;
  private final MethodHandle constructor;
  private final MethodHandle[] accessors;
  private final Form[] forms;

  RecordForm(Class<?> type, Schema.Line line, Forms known) {
    this.line = line;
    RecordComponent[] components = type.getRecordComponents();
    List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
    if (!names.equals(line.components())) {
      throw new CodecException(
          line.name() + " has components " + names + ", the schema says " + line.components());
    }
    this.accessors = new MethodHandle[components.length];
    this.forms = new Form[components.length];
    Class<?>[] types = new Class<?>[components.length];
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        components[i].getAccessor().setAccessible(true);
        accessors[i] =
            lookup
                .unreflect(components[i].getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        forms[i] = known.of(components[i].getGenericType());
      }
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      this.constructor =
          lookup
              .unreflectConstructor(canonical)
              .asType(MethodType.genericMethodType(components.length))
              .asSpreader(Object[].class, components.length);
    } catch (ReflectiveOperationException closed) {
      throw new CodecException("cannot reach " + line.name(), closed);
    }
  }

  @Override
  @SuppressWarnings("CatchAndPrintStackTrace")
  public void write(Writer out, Object value) {
    for (int i = 0; i < forms.length; i++) {
      Object component;
      try {
        component = (Object) accessors[i].invokeExact(value);
      } catch (Throwable failed) {
        throw new CodecException("cannot read " + line.name(), failed);
      }
      forms[i].write(out, component);
    }
  }

  @Override
  public Object read(Reader in) {
    Object[] components = new Object[forms.length];
    for (int i = 0; i < forms.length; i++) {
      components[i] = line.since().get(i) <= in.version() ? forms[i].read(in) : forms[i].absent();
    }
    try {
      return (Object) constructor.invokeExact(components);
    } catch (Throwable refused) {
      throw new CodecException("bytes that make no " + line.name(), refused);
    }
  }
}
