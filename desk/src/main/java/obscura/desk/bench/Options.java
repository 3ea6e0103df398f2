package obscura.desk.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import obscura.desk.launch.LaunchedParties.Security;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param json file that figures are appended to
 * @param runs measured runs; medians are reported
 * @param size of the bench's load; 0 takes its default
 * @param kills crashes; -1 takes the bench's default
 * @param seed of everything random
 * @param sync whether the echo forces every message to disk
 * @param parties where the three parties run, and what they guard against
 * @param growth whether the dark bench measures several sizes of the book
 */
record Options(
    String bench,
    @Nullable Path json,
    int runs,
    int size,
    int kills,
    long seed,
    boolean sync,
    Parties parties,
    boolean growth) {
  static final String USAGE =
      """
      scripts/bench fix|rfq|dark|recovery|hold|reference|crash [options]
        --json FILE   append one JSON object per figure and line
        --runs N      measured runs, medians are reported (3)
        --size N      orders or requests of one run; dark: orders that rest (10000)
        --kills N     crash: how often the venue is killed (20);
                      reference: how often one of three remote parties is killed (0)
        --seed S      reference, crash: the seed of a run to be repeated
        --parties P   dark, reference: embedded (default), or remote: three processes over TLS
        --security S  dark, reference: semi-honest (default) or malicious
        --growth      dark: with 1,000, then 10,000, then 100,000 orders that rest
        --sync        fix: compare with an echo that forces every message to disk
      scripts/bench settlement [--trades N] [--batch 1,10,50] [--seed S] [--json FILE]
      scripts/bench mpc [options]: see scripts/bench mpc --help
      """;

  /** Where the parties run, and what they guard against. */
  record Parties(boolean remote, Security security) {
    static final Parties USUAL = new Parties(false, Security.SEMI_HONEST);

    @Override
    public String toString() {
      return (remote ? "remote, " : "embedded, ") + security.word();
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static Options parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which bench?");
    }
    Options options =
        new Options(
            words.getFirst(), null, 3, 0, -1, System.nanoTime(), false, Parties.USUAL, false);
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private Options with(String option, Iterator<String> rest) {
    if (option.equals("--sync")) {
      return new Options(bench, json, runs, size, kills, seed, true, parties, growth);
    }
    if (option.equals("--growth")) {
      return new Options(bench, json, runs, size, kills, seed, sync, parties, true);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    String value = rest.next();
    return switch (option) {
      case "--json" ->
          new Options(bench, Path.of(value), runs, size, kills, seed, sync, parties, growth);
      case "--runs" ->
          new Options(bench, json, positive(value), size, kills, seed, sync, parties, growth);
      case "--size" ->
          new Options(bench, json, runs, positive(value), kills, seed, sync, parties, growth);
      case "--kills" ->
          new Options(bench, json, runs, size, count(value), seed, sync, parties, growth);
      case "--seed" ->
          new Options(bench, json, runs, size, kills, Long.parseLong(value), sync, parties, growth);
      case "--parties" -> with(new Parties(isRemote(value), parties.security()));
      case "--security" -> with(new Parties(parties.remote(), security(value)));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private Options with(Parties other) {
    return new Options(bench, json, runs, size, kills, seed, sync, other, growth);
  }

  private static boolean isRemote(String value) {
    return switch (value) {
      case "remote" -> true;
      case "embedded" -> false;
      default -> throw new IllegalArgumentException(value + " is not embedded or remote");
    };
  }

  private static Security security(String value) {
    for (Security one : Security.values()) {
      if (one.word().equals(value)) {
        return one;
      }
    }
    throw new IllegalArgumentException(value + " is not semi-honest or malicious");
  }

  private static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException(value + " is not a positive number");
    }
    return number;
  }

  private static int count(String value) {
    int number = Integer.parseInt(value);
    if (number < 0) {
      throw new IllegalArgumentException(value + " is less than 0");
    }
    return number;
  }

  int sizeOr(int usual) {
    return size == 0 ? usual : size;
  }

  int killsOr(int usual) {
    return kills < 0 ? usual : kills;
  }
}
