package obscura.desk.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import obscura.desk.launch.Project;
import obscura.desk.settle.SettledTrades;
import obscura.desk.settle.SettledTrades.Load;
import obscura.desk.settle.SettledTrades.Outcome;
import obscura.desk.settle.SettledTrades.Spent;
import org.jspecify.annotations.Nullable;

/**
 * {@code scripts/bench settlement}: what settling costs and how fast it is, and that the chain
 * shows no amount, that sums are equal, and that the vault holds what it owes.
 */
final class SettlementBench {
  static final String USAGE =
      """
      scripts/bench settlement [options]: trades settled on an anvil (from npm)
        --trades N    trades of each run (1000)
        --batch LIST  trades of a batch, a run for each (1,10,50)
        --seed S      the seed of a run to be repeated
        --json FILE   append one JSON object per figure and line
      """;
  private static final int TRADES = 1_000;
  private static final int BATCH_MAX = 150;
  private static final double SECONDS_A_MINUTE = 60;

  /** Calls that take less of the time are summed up. */
  private static final double SHARE_MIN = 0.03;

  /** What was asked for. */
  record Wanted(int trades, List<Integer> batches, long seed, @Nullable Path json) {
    /**
     * Reads the command line behind the bench's name.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    static Wanted parse(List<String> words) {
      Wanted wanted = new Wanted(TRADES, List.of(1, 10, 50), System.nanoTime(), null);
      Iterator<String> rest = words.iterator();
      while (rest.hasNext()) {
        String option = rest.next();
        if (!rest.hasNext()) {
          throw new IllegalArgumentException(option + " needs a value");
        }
        wanted = wanted.with(option, rest.next());
      }
      return wanted;
    }

    private Wanted with(String option, String value) {
      return switch (option) {
        case "--trades" -> new Wanted(number(value, Integer.MAX_VALUE), batches, seed, json);
        case "--batch" -> new Wanted(trades, batches(value), seed, json);
        case "--seed" -> new Wanted(trades, batches, Long.parseLong(value), json);
        case "--json" -> new Wanted(trades, batches, seed, Path.of(value));
        default -> throw new IllegalArgumentException("unknown option " + option);
      };
    }

    private static List<Integer> batches(String value) {
      return Stream.of(value.split(",", -1)).map(size -> number(size, BATCH_MAX)).toList();
    }

    private static int number(String value, int max) {
      int number = Integer.parseInt(value);
      if (number < 1 || number > max) {
        throw new IllegalArgumentException(value + " is not between 1 and " + max);
      }
      return number;
    }
  }

  private final Figures figures;
  private int faults;

  private SettlementBench(Figures figures) {
    this.figures = figures;
  }

  /** The exit code. */
  static int run(List<String> words) {
    Wanted wanted;
    try {
      wanted = Wanted.parse(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      return 2;
    }
    Project project = Project.ofScripts();
    SettlementBench bench =
        new SettlementBench(new Figures("settlement", System.out, wanted.json()));
    bench.figures.say("seed " + wanted.seed() + ", " + wanted.trades() + " trades of each run");
    for (int batch : wanted.batches()) {
      try (Workplace workplace = Workplace.open(project)) {
        bench.report(
            SettledTrades.run(
                project.root(),
                workplace.newFolder("service"),
                new Load(wanted.trades(), batch, wanted.seed())));
      }
    }
    return bench.faults == 0 ? 0 : 1;
  }

  private void report(Outcome outcome) {
    int trades = outcome.load().trades();
    String suffix = ", batches of " + outcome.load().batch();
    figures.add(
        "gas a trade; floor: two ERC-20 transfers" + suffix,
        "gas",
        Math.rint((double) outcome.gas() / trades),
        (double) outcome.transfersGas());
    figures.add(
        "the two transfers to a new holder" + suffix, "gas", (double) outcome.freshTransfersGas());
    double seconds = seconds(outcome.elapsed());
    figures.add("from submit to final" + suffix, "trades/min", trades / seconds * SECONDS_A_MINUTE);
    times(outcome, suffix);
    figures.add("bytes of the chain without an amount" + suffix, "bytes", (double) outcome.bytes());
    figures.add("sums of batches verified again" + suffix, "batches", outcome.batches());
    figures.add("faults" + suffix, "faults", outcome.faults().size());
    outcome.faults().forEach(fault -> figures.say("  FAULT " + fault));
    faults += outcome.faults().size();
  }

  /** Milliseconds a trade: sums first, then the calls that take long. */
  private void times(Outcome outcome, String suffix) {
    int trades = outcome.load().trades();
    Map<String, Double> groups = new TreeMap<>();
    List<String> calls = new ArrayList<>();
    outcome
        .spent()
        .forEach((name, spent) -> {
          double millis = millis(spent, trades);
          groups.merge(group(name), millis, Double::sum);
          if (millis >= SHARE_MIN * seconds(outcome.elapsed()) * 1e3 / trades) {
            calls.add(
                String.format(
                    Locale.ROOT,
                    "  %-34s %8.3f ms a trade, %d calls",
                    name,
                    millis,
                    spent.calls()));
          }
        });
    groups.forEach((group, millis) -> figures.add(group + suffix, "ms/trade", millis));
    calls.stream().sorted().forEach(figures::say);
  }

  private static String group(String name) {
    if (name.startsWith("rpc evm_mine")) {
      return "time for anvil's blocks";
    } else if (name.startsWith("rpc ")) {
      return "time for RPC";
    } else if (name.startsWith("notes ")) {
      return "time for notes, proofs and signatures";
    } else if (name.startsWith("store ")) {
      return "time for the store";
    }
    return "time for the service's own";
  }

  private static double millis(Spent spent, int trades) {
    return seconds(spent.time()) * 1e3 / trades;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
