package obscura.admin.command;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import obscura.admin.client.VenueAnswer;
import obscura.admin.client.VenueClient;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs do alike: call the venue, show the answer, choose the exit code. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  final Admin admin() {
    return (Admin) spec().root().userObject();
  }

  final PrintWriter out() {
    return spec().commandLine().getOut();
  }

  final PrintWriter err() {
    return spec().commandLine().getErr();
  }

  final ParameterException usage(String text) {
    return new ParameterException(spec().commandLine(), text);
  }

  final CommandSpec spec() {
    return Objects.requireNonNull(spec, "set when the command line is built");
  }

  /** Calls, and shows one line about what was done. */
  final int act(String name, Map<String, ?> arguments) {
    return act(name, arguments, "");
  }

  /**
   * The same for one of several calls.
   *
   * @param part stands behind the id that was given, so that each call has its own
   */
  final int act(String name, Map<String, ?> arguments, String part) {
    String request = admin().request().map(id -> id + part).orElseGet(Verb::newRequest);
    VenueAnswer answer = call(name, arguments, request);
    return answer.isDone()
        ? shown(answer, request, answer.text() + "\n")
        : refused(answer, request);
  }

  /** Calls, and shows a text as it is. */
  final int text(String name, Map<String, ?> arguments) {
    return show(name, arguments, VenueAnswer::rows, VenueAnswer::text);
  }

  /** Calls, and shows all rows. */
  final int list(String name, Map<String, ?> arguments) {
    return show(name, arguments, answer -> answer.rows(), answer -> Table.of(answer.rows()));
  }

  /** Calls, and shows the only row. */
  final int one(String name, Map<String, ?> arguments) {
    return show(
        name,
        arguments,
        answer -> answer.rows().getFirst(),
        answer -> Table.ofOne(answer.rows().getFirst()));
  }

  /** The answer, for a verb that goes on from it. */
  final VenueAnswer call(String name, Map<String, ?> arguments, String request) {
    try (VenueClient venue = admin().venue()) {
      return venue.call(name, arguments, request);
    }
  }

  static String newRequest() {
    return UUID.randomUUID().toString();
  }

  /**
   * Asks before something that cannot be undone.
   *
   * @return the exit code to end with; empty to go on
   * @throws ParameterException if nobody can be asked
   */
  final Optional<Integer> confirmed(boolean yes, String question) {
    if (yes) {
      return Optional.empty();
    }
    String line =
        admin()
            .terminal()
            .ask(question + " Go on? [y/N] ")
            .orElseThrow(() -> usage("this cannot be undone: without a terminal it needs --yes"));
    if (line.strip().equalsIgnoreCase("y") || line.strip().equalsIgnoreCase("yes")) {
      return Optional.empty();
    }
    err().println("nothing was done");
    return Optional.of(ExitCodes.REFUSED);
  }

  final void print(String text) {
    out().print(text);
    out().flush();
  }

  private int show(
      String name,
      Map<String, ?> arguments,
      Function<VenueAnswer, Object> json,
      Function<VenueAnswer, String> table) {
    String request = admin().request().orElseGet(Verb::newRequest);
    VenueAnswer answer = call(name, arguments, request);
    if (!answer.isDone()) {
      return refused(answer, request);
    }
    print(admin().json() ? Json.of(json.apply(answer)) + "\n" : table.apply(answer));
    return ExitCodes.OK;
  }

  private int shown(VenueAnswer answer, String request, String text) {
    print(admin().json() ? document(answer, request) : text);
    return ExitCodes.OK;
  }

  final int refused(VenueAnswer answer, String request) {
    err().println(answer.text());
    if (admin().json()) {
      print(document(answer, request));
    }
    return switch (answer.outcome()) {
      case DONE -> ExitCodes.OK;
      case REFUSED -> ExitCodes.REFUSED;
      case MALFORMED -> ExitCodes.USAGE;
      case UNAVAILABLE -> ExitCodes.NOT_REACHABLE;
    };
  }

  private static String document(VenueAnswer answer, String request) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("done", answer.isDone());
    document.put("text", answer.text());
    document.put("request", request);
    return Json.of(document) + "\n";
  }
}
