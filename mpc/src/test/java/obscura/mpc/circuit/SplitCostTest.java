package obscura.mpc.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.mpc.circuit.Trio.Circuit;
import obscura.mpc.circuit.Trio.Cost;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a request that several makers fill costs, exactly; see {@link CircuitCostTest}. The table is
 * in {@code docs/mpc.md}.
 */
class SplitCostTest {
  private final Trio trio = new Trio(1);

  private static Allocation allocation(Gates gates, List<Bits> in, int quotes) {
    return Allocation.of(
        gates, new Allocation.Quotes(in.get(0), in.get(1), quotes), in.get(2).lane(0, 0, 62));
  }

  @ParameterizedTest
  @CsvSource({"1, 10, 1358", "3, 21, 2086", "8, 25, 3298", "64, 30, 15842"})
  void sharingOut(int quotes, long rounds, long ands) {
    Circuit circuit = (g, in) -> allocation(g, in, quotes).fills();
    assertThat(trio.cost(circuit, 1, AllIn.BITS, 62, 62)).isEqualTo(new Cost(rounds, ands, ands));
  }

  @ParameterizedTest
  @CsvSource({"1, 19, 30040", "3, 23, 32264", "8, 25, 33376", "64, 31, 36712"})
  void addingUp(int quotes, long rounds, long ands) {
    Circuit circuit =
        (g, in) -> {
          Allocation shared = new Allocation(in.get(0), in.get(1), Word.ZERO);
          Composition sums = Composition.of(g, shared, in.get(0), in.get(2), quotes);
          return Bits.lanesOf(sums.cost());
        };
    assertThat(trio.cost(circuit, 1, 62, 1, AllIn.BITS)).isEqualTo(new Cost(rounds, ands, ands));
  }

  @Test
  void meanPrice() {
    Circuit circuit =
        (g, in) -> {
          List<Word> notional = List.of(in.get(0).lane(0, 0, 64), in.get(0).lane(0, 1, 60));
          MeanPrice mean =
              new MeanPrice(in.get(0).lane(0, 2, 1), in.get(0).lane(0, 3, 62), notional);
          return Bits.row(mean.is(g, in.get(0).lane(0, 4, 64)));
        };
    assertThat(trio.cost(circuit, 1, 64)).isEqualTo(new Cost(22, 14_211, 14_211));
  }
}
