package obscura.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a supervisor sees of a venue that must not go on: an exit code above 0, and why. */
final class FaultTest {
  @TempDir Path folder;

  private record Ended(int exitCode, String out, String err) {}

  private Ended run(Class<?> main, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    Process venue =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    boolean ended = venue.waitFor(2, TimeUnit.MINUTES);
    if (!ended) {
      venue.destroyForcibly().waitFor();
    }
    String said = Files.readString(err, StandardCharsets.UTF_8);
    assertThat(ended).as("the venue ends; it said %s", said).isTrue();
    return new Ended(venue.exitValue(), Files.readString(out, StandardCharsets.UTF_8), said);
  }

  @Test
  void aMistakeOfTheCoreEndsTheProcessAndEveryRestartFromThatLog() throws Exception {
    String data = folder.resolve("data").toString();
    Ended first = run(FaultyVenue.class, data);
    assertThat(first.out()).startsWith("VENUE READY");
    assertThat(first.exitCode()).isEqualTo(1);
    assertThat(first.err())
        .containsPattern(
            "ERROR .*the venue stops: the core cannot carry out RecordOutcome at log position")
        .containsPattern("(?m)^the venue stops: the core cannot carry out RecordOutcome");

    Ended second = run(Main.class, "--data", data);
    assertThat(second.out()).isEmpty();
    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err())
        .containsPattern("(?m)^the venue cannot start: the core cannot carry out RecordOutcome");
  }
}
