package obscura.dropcopy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Different values never give the same bytes. */
class CanonicalProperties {
  @Property(tries = 2000)
  void differentValuesGiveDifferentBytes(
      @ForAll("values") List<Object> one, @ForAll("values") List<Object> other) {
    assertThat(Arrays.equals(encode(one), encode(other))).isEqualTo(one.equals(other));
  }

  @Property(tries = 300)
  void movingABoundaryChangesTheBytes(@ForAll("texts") String one, @ForAll("texts") String other) {
    byte[] apart = new CanonicalBytes().text(one).text(other).toArray();
    byte[] joined = new CanonicalBytes().text(one + other).text("").toArray();
    assertThat(Arrays.equals(apart, joined)).isEqualTo(other.isEmpty());
  }

  @Property(tries = 300)
  void secretValuesComeBackWhole(@ForAll("maps") SortedMap<String, String> values) {
    byte[] plain = SecretBytes.encode(values);
    assertThat(plain.length % SecretBytes.BLOCK_BYTES).isZero();
    assertThat(SecretBytes.decode(plain)).isEqualTo(values);
  }

  @Property(tries = 300)
  void cutSecretBytesAreRefused(
      @ForAll("maps") SortedMap<String, String> values, @ForAll byte where) {
    byte[] plain = new CanonicalBytes().map(values).toArray();
    byte[] cut = Arrays.copyOf(plain, Math.floorMod(where, plain.length));
    assertThatThrownBy(() -> SecretBytes.decode(cut)).isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void textsThatTheDatabasesWouldChangeAreRefused() {
    for (String text : List.of("a\0b", "\ud800", "\udc00x")) {
      assertThatThrownBy(() -> new CanonicalBytes().text(text))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(CanonicalBytes.isEncodable("\ud83d\ude00")).isTrue();
  }

  @Provide
  Arbitrary<List<Object>> values() {
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            texts().map(t -> (Object) t),
            texts().optional().map(o -> (Object) o),
            Arbitraries.longs().between(-2, 2).map(n -> (Object) n),
            texts().map(t -> (Object) Bytes.of(t.getBytes(StandardCharsets.UTF_8))),
            maps().map(m -> (Object) m));
    return value.list().ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("aTB+-MN\u0001\u00e9").ofMaxLength(3);
  }

  @Provide
  Arbitrary<SortedMap<String, String>> maps() {
    return Combinators.combine(texts(), texts())
        .as(Tuple::of)
        .list()
        .ofMaxSize(3)
        .map(entries ->
            entries.stream()
                .collect(
                    Collectors.toMap(t -> t.get1(), t -> t.get2(), (a, b) -> b, TreeMap::new)));
  }

  @SuppressWarnings("unchecked")
  private static byte[] encode(List<Object> values) {
    CanonicalBytes out = new CanonicalBytes();
    for (Object value : values) {
      switch (value) {
        case String text -> out.text(text);
        case Optional<?> text -> out.optional((Optional<String>) text);
        case Long number -> out.number(number);
        case Bytes bytes -> out.bytes(bytes);
        case SortedMap<?, ?> map -> out.map((SortedMap<String, String>) map);
        default -> throw new IllegalStateException("no such value");
      }
    }
    return out.toArray();
  }
}
