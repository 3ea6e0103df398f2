package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import obscura.desk.launch.LaunchedParties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hundred values that nobody could mistake go over FIX to three party processes. Neither the
 * heap of one of them nor any of its files has one of the values.
 */
class PartyHeapTest {
  private static final int ORDERS = 67;
  private static final int LOT_SCALE = 3;
  private static final int TICK_SCALE = 2;
  private static final long LOWEST = 1L << 43;

  private final Random random = new Random(20_261_121);
  private final List<Long> values = new ArrayList<>();
  private final RawSearch search = new RawSearch();

  private long planted(long lowest) {
    long value = lowest + random.nextLong(lowest / 4);
    search.number("value " + values.size(), value);
    values.add(value);
    return value;
  }

  @Test
  void noValueIsInTheHeapOrTheFilesOfAParty(@TempDir Path data, @TempDir Path folder)
      throws Exception {
    try (LaunchedParties parties = RemotePartiesTest.parties(folder)) {
      try (LocalVenue venue = new LocalVenue(data, parties.venueSettingsByKey());
          Line desk = venue.taker("DESK1").loggedOn("8013=N");
          Line other = venue.taker("DESK2").loggedOn("8013=N")) {
        for (int k = 0; k < ORDERS; k++) {
          plant(desk, "s" + k);
        }
        // One of them is filled in part, so that there are fills and rests too.
        other.say(
            "35=D|11=b|55=WETH-USDC|54=1|60=now|38=17592186044.416|40=2|44=9000000000000|59=3");
        other.await("35=8", "150=F", "11=b");
        for (int party = 0; party < 3; party++) {
          Path dump = folder.resolve("heap" + party);
          dump(parties.pid(party), dump);
          assertThat(search.in(dump)).as("in the heap of party %d", party).isEmpty();
          assertThat(control("the party's own", "OBSCURA-DEMO").in(dump)).isNotEmpty();
          Files.delete(dump);
        }
      }
      assertThat(values).hasSizeGreaterThan(200);
      for (int party = 0; party < 3; party++) {
        assertThat(inFiles(parties.data(party))).as("in the files of party %d", party).isEmpty();
        assertThat(search.in(parties.log(party))).as("in its log").isEmpty();
      }
    }
  }

  private void plant(Line desk, String id) throws IOException {
    long minimum = planted(LOWEST);
    long lots = planted(2 * LOWEST);
    long ticks = planted(4 * LOWEST);
    desk.say(
        "35=D|11="
            + id
            + "|55=WETH-USDC|54=2|60=now|38="
            + decimal(lots, LOT_SCALE)
            + "|110="
            + decimal(minimum, LOT_SCALE)
            + "|40=2|44="
            + decimal(ticks, TICK_SCALE)
            + "|59=0");
    desk.await("35=8", "150=0", "11=" + id);
  }

  private static String decimal(long units, int scale) {
    return BigDecimal.valueOf(units, scale).toPlainString();
  }

  private static RawSearch control(String name, String text) {
    RawSearch control = new RawSearch();
    control.text(name, text);
    return control;
  }

  private Set<String> inFiles(Path folder) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).anyMatch(file -> file.toString().endsWith(".store"));
    for (Path file : files) {
      found.addAll(search.in(file));
    }
    return found;
  }

  private static Path tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name);
  }

  /** With what the collector has not yet swept away. */
  private static void dump(long process, Path file) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                tool("jcmd").toString(),
                Long.toString(process),
                "GC.heap_dump",
                "-all",
                file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(jcmd.waitFor()).as(said).isZero();
    assertThat(file).isNotEmptyFile();
  }

  /** The same search of a process that does hold the values finds every one of them. */
  @Test
  void theSearchFindsTheValuesWhereTheyAre(@TempDir Path folder) throws Exception {
    for (int k = 0; k < 50; k++) {
      planted(LOWEST << (k % 3));
    }
    Path file = folder.resolve("planted");
    for (var form : search.forms().entrySet()) {
      byte[] padded = new byte[form.getValue().length + 70_000];
      System.arraycopy(form.getValue(), 0, padded, 65_530, form.getValue().length);
      Files.write(file, padded);
      assertThat(search.in(file)).contains(form.getKey());
    }
    List<String> command =
        new ArrayList<>(List.of(tool("java").toString(), "-XX:+UseSerialGC", "-Xmx64m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(HeapHolder.class.getName());
    values.forEach(value -> command.add(Long.toString(value)));
    Process holder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      assertThat(holder.inputReader(StandardCharsets.UTF_8).readLine()).startsWith("holding");
      Path dump = folder.resolve("heap");
      dump(holder.pid(), dump);
      Set<String> found = search.in(dump);
      for (int k = 0; k < values.size(); k++) {
        assertThat(found).contains("value " + k + " big-endian", "value " + k + " text");
      }
      Files.delete(dump);
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }
}
