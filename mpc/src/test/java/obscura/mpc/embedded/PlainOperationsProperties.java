package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Context;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Operation.Kind;
import obscura.mpc.plain.PlainClient;

/**
 * Plain operations (client's document 001, "Arcium MPC Client") against clear text, in both modes.
 */
class PlainOperationsProperties {
  private static final int TRIES = 100;

  private static List<Rig> rigs;

  @BeforeContainer
  static void start() throws IOException {
    rigs =
        List.of(
            new Rig(Files.createTempDirectory("plain")),
            Rig.malicious(Files.createTempDirectory("plain")));
  }

  @AfterContainer
  static void stop() {
    rigs.forEach(Rig::close);
  }

  @Provide
  Arbitrary<Long> words() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.of(0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, (1L << 32) - 1, 1L << 32));
  }

  @Provide
  Arbitrary<List<Long>> lists() {
    return words().list().ofMinSize(2).ofMaxSize(9);
  }

  @Provide
  Arbitrary<Rig> modes() {
    return Arbitraries.integers().between(0, 1).map(k -> rigs.get(k));
  }

  /** Neighbours in the list, and each with itself. */
  private static List<List<Integer>> pairs(int size) {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int k = 0; k < size; k++) {
      pairs.add(List.of(k, (k + 1) % size));
      pairs.add(List.of(k, k));
    }
    return pairs;
  }

  private static List<List<Handle>> named(List<List<Integer>> places, List<Handle> handles) {
    return places.stream().map(one -> one.stream().map(handles::get).toList()).toList();
  }

  private static boolean holds(Kind kind, int sign) {
    return switch (kind) {
      case LT -> sign < 0;
      case GT -> sign > 0;
      case EQ -> sign == 0;
      case LTE -> sign <= 0;
      default -> sign >= 0;
    };
  }

  @Property(tries = TRIES)
  void comparisonsAreThoseOfTheNumbers(
      @ForAll("modes") Rig rig, @ForAll("lists") List<Long> values) {
    PlainClient client = new PlainClient(rig.engine, "ALICE", rig.clock);
    List<Handle> handles = client.encrypt(values, Context.ORDER_PRICE).join();
    List<List<Integer>> pairs = pairs(values.size());
    for (Kind kind : List.of(Kind.LT, Kind.GT, Kind.EQ, Kind.LTE, Kind.GTE)) {
      List<Boolean> expected =
          pairs.stream()
              .map(p ->
                  holds(kind, Long.compareUnsigned(values.get(p.get(0)), values.get(p.get(1)))))
              .toList();
      assertThat(client.compare(kind, named(pairs, handles)).join())
          .as("%s", kind)
          .isEqualTo(expected);
    }
    assertThat(client.decrypt(handles).join()).isEqualTo(values);
  }

  @Property(tries = TRIES)
  void theFirstLowestAndTheFirstHighestAreSelected(
      @ForAll("modes") Rig rig, @ForAll("lists") List<Long> values) {
    PlainClient client = new PlainClient(rig.engine, "ALICE", rig.clock);
    List<Handle> handles = client.encrypt(values, Context.QUOTE_PRICE).join();
    List<List<Handle>> lists = List.of(handles, handles.subList(1, handles.size()));
    for (Kind kind : List.of(Kind.MIN, Kind.MAX)) {
      assertThat(client.selectBest(kind, lists).join())
          .as("%s", kind)
          .containsExactly(best(kind, values), best(kind, values.subList(1, values.size())));
    }
  }

  private static int best(Kind kind, List<Long> values) {
    int best = 0;
    for (int k = 1; k < values.size(); k++) {
      int sign = Long.compareUnsigned(values.get(k), values.get(best));
      best = (kind == Kind.MIN ? sign < 0 : sign > 0) ? k : best;
    }
    return best;
  }

  @Property(tries = TRIES)
  void sumsDifferencesAndProductsAreModuloTwoToThe64(
      @ForAll("modes") Rig rig, @ForAll("lists") List<Long> values) {
    PlainClient client = new PlainClient(rig.engine, "ALICE", rig.clock);
    List<Handle> handles = client.encrypt(values, Context.ORDER_AMOUNT).join();
    List<List<Integer>> pairs = pairs(values.size());
    for (Kind kind : List.of(Kind.ADD, Kind.SUBTRACT, Kind.MULTIPLY)) {
      List<Handle> made = client.calculate(kind, named(pairs, handles)).join();
      List<Long> expected =
          pairs.stream()
              .map(p -> calculated(kind, values.get(p.get(0)), values.get(p.get(1))))
              .toList();
      assertThat(client.decrypt(made).join()).as("%s", kind).isEqualTo(expected);
    }
  }

  private static long calculated(Kind kind, long a, long b) {
    return switch (kind) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      default -> a * b;
    };
  }

  /** (a + b) * a > b, and nothing between is opened. */
  @Property(tries = TRIES)
  void resultsAreOperandsAgain(
      @ForAll("modes") Rig rig, @ForAll("words") long a, @ForAll("words") long b) {
    PlainClient client = new PlainClient(rig.engine, "ALICE", rig.clock);
    List<Handle> given = client.encrypt(List.of(a, b), Context.ORDER_AMOUNT).join();
    rig.openings.clear();
    Handle sum = client.calculate(Kind.ADD, List.of(given)).join().getFirst();
    List<List<Handle>> factors = List.of(List.of(sum, given.getFirst()));
    Handle product = client.calculate(Kind.MULTIPLY, factors).join().getFirst();
    List<List<Handle>> pair = List.of(List.of(product, given.getLast()));
    assertThat(client.compare(Kind.GT, pair).join())
        .containsExactly(Long.compareUnsigned((a + b) * a, b) > 0);
    assertThat(rig.openings).containsOnlyKeys("plain").containsEntry("plain", 3);
  }

  @Property(tries = TRIES)
  void aWholeBatchIsOneJob(@ForAll("modes") Rig rig, @ForAll("words") long start) {
    PlainClient client = new PlainClient(rig.engine, "ALICE", rig.clock);
    List<Long> values = LongStream.range(0, 64).map(k -> start + k * k).boxed().toList();
    List<Handle> handles = client.encrypt(values, Context.ORDER_AMOUNT).join();
    long before = rig.engine.executed();
    List<List<Handle>> squares =
        IntStream.range(0, 64).mapToObj(k -> List.of(handles.get(k), handles.get(k))).toList();
    List<Handle> made = client.calculate(Kind.MULTIPLY, squares).join();
    assertThat(rig.engine.executed()).isEqualTo(before + 1);
    assertThat(client.decrypt(made).join()).isEqualTo(values.stream().map(v -> v * v).toList());
  }
}
