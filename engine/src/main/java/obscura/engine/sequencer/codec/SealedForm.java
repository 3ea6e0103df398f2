package obscura.engine.sequencer.codec;

import java.util.LinkedHashMap;
import java.util.Map;

/** One of several records: the schema's number of the type, then the record. */
final class SealedForm implements Form {
  private record Member(int number, Form form) {}

  private final String name;
  private final Map<Class<?>, Member> byType = new LinkedHashMap<>();
  private final Map<Integer, Form> byNumber = new LinkedHashMap<>();

  SealedForm(Class<?> type, Schema schema, Forms known) {
    this.name = Schema.name(type);
    add(type, schema, known);
  }

  private void add(Class<?> type, Schema schema, Forms known) {
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        add(permitted, schema, known);
      } else {
        int number = schema.line(permitted).number();
        Form form = known.of(permitted);
        byType.put(permitted, new Member(number, form));
        if (byNumber.put(number, form) != null) {
          throw new CodecException("the schema gives number " + number + " twice");
        }
      }
    }
  }

  @Override
  public void write(Writer out, Object value) {
    Member member = byType.get(value.getClass());
    if (member == null) {
      throw new CodecException(value.getClass() + " is no " + name);
    }
    out.writeLong(member.number());
    member.form().write(out, value);
  }

  @Override
  public Object read(Reader in) {
    int number = (int) in.readLong();
    Form form = byNumber.get(number);
    if (form == null) {
      throw new CodecException("no " + name + " has number " + number);
    }
    return form.read(in);
  }
}
