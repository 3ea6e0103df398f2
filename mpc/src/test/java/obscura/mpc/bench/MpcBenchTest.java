package obscura.mpc.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MpcBenchTest {
  @TempDir Path folder;

  /** The whole bench at tiny sizes, in one process and in three, with and without TLS. */
  @Test
  void aTinyRunFillsEveryTable() throws IOException {
    Path json = folder.resolve("figures.json");
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    BenchOptions options = BenchOptions.parse(List.of("--quick", "--json", json.toString()));

    assertThat(MpcBench.run(options, out)).isTrue();

    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("ring floor");
    for (String title :
        List.of(
            "three processes, loopback, no TLS",
            "three parties in one process",
            "three processes, loopback, TLS 1.3",
            "simulated networks",
            "settlement, parties in the venue's process",
            "parties in the venue's process",
            "parties as processes, no TLS")) {
      assertThat(text).contains(title);
    }
    List<String> figures = Files.readAllLines(json);
    for (String section : List.of("processes", "embedded", "tls")) {
      assertThat(figures)
          .anyMatch(line -> line.contains(section + ": best of 8, malicious, p50"))
          .anyMatch(line -> line.contains(section + ": sort of 50, semi, p99"));
    }
    assertThat(figures)
        .anyMatch(line -> line.contains("network of 10.0 ms: best of 8, semi, p50"))
        .anyMatch(line -> line.contains("settlement: notes of a fill, malicious, p50"))
        .anyMatch(line -> line.contains("embedded: order, fill, delete, insert, 30 resting, mal"))
        .anyMatch(line -> line.contains("processes: order, fill, delete, insert, 30 resting, semi"))
        .allMatch(line -> line.startsWith("{\"bench\":\"mpc\",") && line.endsWith("}"))
        .filteredOn(line -> line.contains(", p50"))
        .allMatch(line -> !line.contains("\"value\":0.000000"))
        .filteredOn(line -> !line.contains("ring floor"))
        .noneMatch(line -> line.contains("\"floor\":null"));
  }

  @Test
  void wrongOptionsAreRefusedWithWhatIsPossible() {
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--only", "tls,nothing")))
        .hasMessageContaining("no section nothing; there are processes, embedded, tls");
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--book", "0")))
        .hasMessageContaining("0 is not a number");
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--percent")))
        .hasMessage("--percent needs a value");
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--fast", "1")))
        .hasMessage("unknown option --fast");
  }

  @Test
  void optionsAreRead() {
    BenchOptions options =
        BenchOptions.parse(List.of("--only", "tls", "--book", "1000,10000", "--percent", "5"));
    assertThat(options.has("tls")).isTrue();
    assertThat(options.has("orders")).isFalse();
    assertThat(options.booksOrUsual()).containsExactly(1_000, 10_000);
    assertThat(options.percent()).isEqualTo(5);
  }
}
