package obscura.engine.sequencer.codec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An enum constant by its place in the schema's line. */
final class EnumForm implements Form {
  private final Object[] constants;
  private final Map<Object, Integer> places = new LinkedHashMap<>();

  EnumForm(Class<?> type, Schema.Line line) {
    Object[] declared = type.getEnumConstants();
    List<String> names = line.components();
    constants = new Object[names.size()];
    for (Object constant : declared) {
      int place = names.indexOf(((Enum<?>) constant).name());
      if (place < 0) {
        throw new CodecException("the schema does not name " + line.name() + "." + constant);
      }
      constants[place] = constant;
      places.put(constant, place);
    }
  }

  @Override
  public void write(Writer out, Object value) {
    Integer place = places.get(value);
    out.writeLong(place == null ? -1 : place);
  }

  @Override
  public Object read(Reader in) {
    int place = (int) in.readLong();
    if (place < 0 || place >= constants.length) {
      throw new CodecException("no constant number " + place);
    }
    return constants[place];
  }
}
