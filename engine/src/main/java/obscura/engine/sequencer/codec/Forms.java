package obscura.engine.sequencer.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import obscura.domain.Handle;

/** Finds the form of each Java type that commands, events and state are made of. */
final class Forms {
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

  private final Schema schema;
  private final Map<Type, Form> known = new LinkedHashMap<>();

  Forms(Schema schema) {
    this.schema = schema;
    known.put(long.class, form(0L, Writer::writeLong, Reader::readLong));
    known.put(Long.class, known.get(long.class));
    known.put(int.class, form(0, (out, v) -> out.writeLong(v), in -> (int) in.readLong()));
    known.put(Integer.class, known.get(int.class));
    known.put(
        boolean.class, form(false, (out, v) -> out.writeByte(v ? 1 : 0), in -> in.readByte() != 0));
    known.put(Boolean.class, known.get(boolean.class));
    known.put(String.class, form("", Writer::writeString, Reader::readString));
    known.put(
        Instant.class,
        form(
            Instant.EPOCH,
            (out, v) -> {
              out.writeLong(v.getEpochSecond());
              out.writeLong(v.getNano());
            },
            in -> Instant.ofEpochSecond(in.readLong(), in.readLong())));
    known.put(
        Duration.class,
        form(
            Duration.ZERO,
            (out, v) -> out.writeLong(v.toNanos()),
            in -> Duration.ofNanos(in.readLong())));
    known.put(BigDecimal.class, form(BigDecimal.ZERO, Forms::writeDecimal, Forms::readDecimal));
    known.put(
        Handle.class,
        form(
            new Handle(0, 0, 0, 0),
            (out, v) -> {
              out.writeWord(v.a());
              out.writeWord(v.b());
              out.writeWord(v.c());
              out.writeWord(v.d());
            },
            in -> new Handle(in.readWord(), in.readWord(), in.readWord(), in.readWord())));
  }

  private static void writeDecimal(Writer out, BigDecimal value) {
    out.writeLong(value.scale());
    BigInteger unscaled = value.unscaledValue();
    boolean small = unscaled.abs().compareTo(LONG_MAX) <= 0;
    out.writeByte(small ? 0 : 1);
    if (small) {
      out.writeLong(unscaled.longValueExact());
    } else {
      out.writeBytes(unscaled.toByteArray());
    }
  }

  private static BigDecimal readDecimal(Reader in) {
    int scale = (int) in.readLong();
    return in.readByte() == 0
        ? BigDecimal.valueOf(in.readLong(), scale)
        : new BigDecimal(new BigInteger(in.readBytes()), scale);
  }

  /** The form of a type; made once, so that types may contain themselves. */
  Form of(Type type) {
    Form form = known.get(type);
    if (form == null) {
      Late late = new Late();
      known.put(type, late);
      form = make(type);
      late.form = form;
      known.put(type, form);
    }
    return form;
  }

  private Form make(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return new EnumForm(plain, schema.line(plain));
    }
    if (plain.isRecord()) {
      return new RecordForm(plain, schema.line(plain), this);
    }
    if (plain.isSealed()) {
      return new SealedForm(plain, schema, this);
    }
    return new StateForm(plain, schema.line(plain), this);
  }

  private Form generic(ParameterizedType type) {
    Form first = of(type.getActualTypeArguments()[0]);
    Class<?> raw = (Class<?>) type.getRawType();
    if (raw == Optional.class) {
      return optional(first);
    }
    if (raw == List.class) {
      return collection(first, ArrayList::new, true);
    }
    if (raw == Set.class) {
      return collection(first, LinkedHashSet::new, false);
    }
    Form second = of(type.getActualTypeArguments()[1]);
    if (raw == Map.class) {
      return map(first, second, LinkedHashMap::new);
    }
    if (raw == TreeMap.class) {
      return map(first, second, TreeMap::new);
    }
    throw new CodecException("no form for " + type);
  }

  private static Form optional(Form element) {
    return form(
        Optional.<Object>empty(),
        (out, v) -> {
          out.writeByte(v.isPresent() ? 1 : 0);
          v.ifPresent(value -> element.write(out, value));
        },
        in -> in.readByte() == 0 ? Optional.empty() : Optional.of(element.read(in)));
  }

  private static Form collection(
      Form element, Supplier<? extends Collection<Object>> make, boolean fixed) {
    return form(
        (Collection<Object>) List.of(),
        (out, v) -> {
          out.writeLong(v.size());
          v.forEach(e -> element.write(out, e));
        },
        in -> {
          int count = in.readCount();
          Collection<Object> all = make.get();
          for (int i = 0; i < count; i++) {
            all.add(element.read(in));
          }
          return fixed ? List.copyOf(all) : all;
        });
  }

  private static Form map(Form key, Form value, Supplier<? extends Map<Object, Object>> make) {
    return form(
        Map.<Object, Object>of(),
        (out, v) -> {
          out.writeLong(v.size());
          v.forEach((k, e) -> {
            key.write(out, k);
            value.write(out, e);
          });
        },
        in -> {
          int count = in.readCount();
          Map<Object, Object> all = make.get();
          for (int i = 0; i < count; i++) {
            Object k = key.read(in);
            all.put(k, value.read(in));
          }
          return all;
        });
  }

  private interface Put<T> {
    void write(Writer out, T value);
  }

  private interface Take<T> {
    T read(Reader in);
  }

  private static <T> Form form(T absent, Put<T> put, Take<? extends T> take) {
    return new Form() {
      @Override
      @SuppressWarnings("unchecked")
      public void write(Writer out, Object value) {
        put.write(out, (T) value);
      }

      @Override
      public Object read(Reader in) {
        return take.read(in);
      }

      @Override
      public Object absent() {
        return absent;
      }
    };
  }

  /** Stands for a form while it is being made. */
  private static final class Late implements Form {
    private Form form = this;

    @Override
    public void write(Writer out, Object value) {
      form.write(out, value);
    }

    @Override
    public Object read(Reader in) {
      return form.read(in);
    }
  }
}
