package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One party bends a message while terms are composed, or while they are dealt on. Either the job
 * aborts and is done later, or the terms and the fills are right.
 */
class CheatedSplitTest {
  /** Of so many products are terms composed at least. */
  private static final int PRODUCTS = 30;

  @TempDir Path directory;

  static Stream<Arguments> bends() {
    List<Arguments> all = new ArrayList<>();
    for (Bend bend : Bend.values()) {
      all.add(Arguments.of("Gates.reshare", bend));
    }
    all.add(Arguments.of("Opening.open", Bend.FLIP));
    all.add(Arguments.of("Opening.open", Bend.DROP));
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bends")
  void aBentMessageIsNeverAccepted(String kind, Bend bend) {
    int bent = 0;
    try (CheatedParties parties = new CheatedParties(directory)) {
      for (int party = 0; party < 3; party++) {
        int skip = kind.equals("Gates.reshare") ? (7 + 11 * party) % PRODUCTS : 0;
        Plan plan = new Plan(party, kind, false, bend, skip);
        bent += composedAndDealt(parties, plan);
      }
    }
    assertThat(bent).as("jobs in which a message was bent").isGreaterThanOrEqualTo(4);
  }

  /** How many of the two jobs it came to. */
  private static int composedAndDealt(CheatedParties parties, Plan plan) {
    Purpose.Request purpose =
        new Purpose.Request(false, false, List.of("M", "N", "O"), Long.MAX_VALUE, true);
    Handle request = parties.put("T", purpose, Vector.input(1, 0, 10, 0, 0, 0));
    parties.ask(number -> new Job.AdmitRequest(number, request));
    Handle dear = quote(parties, request, "M", 7, 105);
    Handle cheap = quote(parties, request, "N", 6, 101);
    quote(parties, request, "O", 10, 110);
    List<Handle> terms = new ArrayList<>();
    boolean first =
        parties.attempt(
            plan,
            false,
            number -> new Job.SelectBest(number, request),
            outcome -> terms.addAll(right(parties, (Outcome.Composed) outcome)));
    Purpose accept = new Purpose.Accept(terms.get(0));
    Handle taker = parties.put("T", accept, Rig.buy(10, 103));
    boolean second =
        parties.attempt(
            plan,
            false,
            number -> new Job.Accept(number, request, taker),
            outcome -> {
              Outcome.Accepted dealt = (Outcome.Accepted) outcome;
              assertThat(dealt.winner()).containsExactly(dear, cheap);
              assertThat(parties.value("M", dealt.fill().get(0)).quantity()).isEqualTo(4);
              assertThat(parties.value("N", dealt.fill().get(1)).quantity()).isEqualTo(6);
            });
    return (first ? 1 : 0) + (second ? 1 : 0);
  }

  private static Handle quote(
      CheatedParties parties, Handle request, String maker, long size, long price) {
    Purpose purpose = new Purpose.Quote(Purpose.Quote.alias(request, maker));
    Handle quote = parties.put(maker, purpose, Vector.input(1, 1, size, price, 0, 0));
    assertThat(parties.ask(number -> new Job.AdmitQuote(number, request, quote)))
        .isEqualTo(new Outcome.Admitted(true));
    return quote;
  }

  private static List<Handle> right(CheatedParties parties, Outcome.Composed composed) {
    assertThat(composed.enough()).isTrue();
    BigInteger notional = BigInteger.valueOf(6 * 101 + 4 * 105);
    assertThat(Composed.of(parties.value("T", composed.terms().get(0))))
        .isEqualTo(
            new Composed(1, true, 10, notional, notional.multiply(BigInteger.valueOf(10_000)), 2));
    return composed.terms();
  }
}
