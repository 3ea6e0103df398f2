package obscura.desk.bench;

import java.util.List;
import obscura.desk.fix.NothingArrivedException;
import obscura.desk.launch.Project;

/** Entry of {@code scripts/bench}. Exit code 0: measured; 1: a fault was found; 2: wrong usage. */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    if (args.length > 0 && args[0].equals("settlement")) {
      System.exit(SettlementBench.run(List.of(args).subList(1, args.length)));
      return;
    }
    Options options;
    try {
      options = Options.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      System.exit(2);
      return;
    }
    System.exit(run(options));
  }

  private static int run(Options options) {
    Figures figures = new Figures(options.bench(), System.out, options.json());
    try (Workplace workplace = Workplace.open(Project.ofScripts())) {
      switch (options.bench()) {
        case "fix" -> OrderBench.run(workplace, options, figures);
        case "rfq" -> RequestBench.run(workplace, options, figures);
        case "dark" -> DarkBench.run(workplace, options, figures);
        case "recovery" -> RecoveryBench.run(workplace, options, figures);
        case "hold" -> HoldBench.run(workplace, options, figures);
        case "reference" -> {
          return ReferenceBench.run(workplace, options, figures) == 0 ? 0 : 1;
        }
        case "crash" -> {
          return CrashBench.run(workplace, options, figures) == 0 ? 0 : 1;
        }
        default -> {
          System.err.println("no bench " + options.bench() + "\n" + Options.USAGE);
          return 2;
        }
      }
      return 0;
    } catch (IllegalStateException | NothingArrivedException e) {
      System.err.println("The bench was not finished: " + e.getMessage());
      return 1;
    }
  }
}
