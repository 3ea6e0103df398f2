package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What three operators do at their desks until a roster counts. */
class RosterToolTest {
  private static final String INSTRUMENT = "instrument 4 0.001 0.01 on midpoint 1 1000";

  @TempDir Path folder;

  private String tool(Object... words) throws IOException {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    return RosterTool.run(all);
  }

  @Test
  void fromKeysToARosterThatCounts() throws IOException {
    List<String> keys = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      keys.add(tool("keys", folder.resolve("operator" + k)));
      assertThat(folder.resolve("operator" + k + ".pub")).hasContent(keys.get(k) + "\n");
    }
    Operators operators = new Operators(keys);
    Path roster = folder.resolve("roster");
    tool("propose", roster, "TEST", "firm ALPHA sealed", INSTRUMENT);
    assertThatThrownBy(() -> read(roster).verify(operators, 0))
        .isInstanceOf(RosterException.class)
        .hasMessage("entry 1 has 0 signatures, needed are 2");
    tool("sign", roster, 2, folder.resolve("operator2"));
    assertThat(tool("sign", roster, 0, folder.resolve("operator0")))
        .contains("1: firm ALPHA sealed   signed by [0, 2]")
        .contains("2: " + INSTRUMENT);
    Roster signed = read(roster).verify(operators, 0);
    assertThat(signed.enabled()).containsExactly(4L);
    assertThat(signed.isSealedOnly("ALPHA")).isTrue();
    tool("propose", roster, "TEST", INSTRUMENT.replace(" on ", " off "));
    assertThat(read(roster).enabled()).isEmpty();
  }

  private static Roster read(Path file) throws IOException {
    return RosterText.read(Files.readString(file));
  }

  /** A leaf is used up on the disk before its signature exists. */
  @Test
  void aKeyNeverSignsTwiceWithOneLeaf() throws IOException {
    Path key = folder.resolve("operator0");
    tool("keys", key);
    assertThat(Files.readAllLines(key)).endsWith("0");
    Path roster = folder.resolve("roster");
    tool("propose", roster, "TEST", "firm A any", "firm B any");
    tool("sign", roster, 0, key);
    assertThat(Files.readAllLines(key)).endsWith("2");
    tool("sign", roster, 0, key);
    assertThat(Files.readAllLines(key)).as("nothing was left to sign").endsWith("2");
    List<String> lines = new ArrayList<>(Files.readAllLines(key));
    lines.set(3, "1024");
    Files.write(key, lines);
    tool("propose", roster, "TEST", "firm C any");
    assertThatThrownBy(() -> tool("sign", roster, 0, key)).hasMessageContaining("no leaf left");
  }

  @Test
  void eachMistakeIsNamedInOneLine() throws IOException {
    Path roster = folder.resolve("roster");
    assertThatThrownBy(() -> tool("propose", roster, "TEST", "firm A maybe"))
        .isInstanceOf(RosterException.class)
        .hasMessageStartingWith("\"firm A maybe\" is no entry; allowed:")
        .message()
        .doesNotContain("\n");
    tool("propose", roster, "TEST", "firm A any");
    assertThatThrownBy(() -> tool("propose", roster, "OTHER", "firm B any"))
        .hasMessage("this is the roster of TEST");
    assertThatThrownBy(() -> tool("sign", roster, 5, roster)).hasMessage(RosterTool.USAGE);
    assertThatThrownBy(() -> OperatorKey.load(roster))
        .hasMessageContaining("is no operator's key of version 1");
    assertThatThrownBy(() -> new Operators(List.of("00", "01", "02")))
        .isInstanceOf(RosterException.class);
  }
}
