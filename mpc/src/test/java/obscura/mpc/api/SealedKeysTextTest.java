package obscura.mpc.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The file that an owner's wallet writes and the venue reads. */
class SealedKeysTextTest {
  private static final String PATH =
      "sip:ethereum:0x02" + "ab".repeat(32) + ":0x03" + "cd".repeat(32);
  private static final SealedKeys KEYS =
      new SealedKeys(
          "VENUE-1",
          "DESK7",
          new Purpose.NoteKeys(
              List.of(PATH, PATH), List.of("11".repeat(32), "22".repeat(32), "33".repeat(32))),
          some(32),
          some(SealedKeys.BOX_BYTES));

  private static List<byte[]> some(int bytes) {
    Random random = new Random(bytes);
    List<byte[]> three = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      byte[] one = new byte[bytes];
      random.nextBytes(one);
      three.add(one);
    }
    return three;
  }

  @Test
  void whatIsWrittenIsRead() {
    String text = KEYS.write();
    assertThat(text)
        .startsWith("obscura-sealed-keys 1 VENUE-1\nobscura-note-keys 1 DESK7\nkey 0 11")
        .contains(KEYS.purpose().text("DESK7"));
    assertThat(text.lines()).hasSize(1 + 4 + 2 + 6);
    SealedKeys read = SealedKeys.read(text);
    assertThat(read.write()).isEqualTo(text);
    assertThat(read.purpose()).isEqualTo(KEYS.purpose());
    assertThat(read.owner()).isEqualTo("DESK7");
    assertThat(read.instance()).isEqualTo("VENUE-1");
  }

  /** One line more, less, twice or in another place. */
  @Test
  void nothingElseIsRead() {
    List<String> lines = KEYS.write().lines().toList();
    for (int k = 0; k < lines.size(); k++) {
      List<String> without = new ArrayList<>(lines);
      without.remove(k);
      if (!lines.get(k).equals(PATH)) {
        assertRefused(joined(without));
        List<String> twice = new ArrayList<>(lines);
        twice.add(k, lines.get(k));
        assertRefused(joined(twice));
      }
      List<String> bent = new ArrayList<>(lines);
      bent.set(k, lines.get(k) + " ");
      assertRefused(joined(bent));
    }
    assertRefused("");
    assertRefused(KEYS.write() + "\n");
    assertRefused(KEYS.write().replace("\n", "\r\n"));
    assertRefused(KEYS.write().strip());
  }

  @Test
  void aMistakeIsNamed() {
    String text = KEYS.write();
    assertThatThrownBy(() -> SealedKeys.read(text.replace("key 1 2", "key 1 z")))
        .hasMessage("line 3 of the record of note keys: no key 1 and 64 hex digits");
    assertThatThrownBy(() -> SealedKeys.read(text.replace("box 2", "box 1")))
        .hasMessage("sealed keys have no box 2 in its place");
    assertThatThrownBy(() -> SealedKeys.read(text.substring(0, text.length() - 5) + "\n"))
        .hasMessageMatching("box 2 has 17[0-9] bytes, not 176|a box .* is not base64|.*as they.*");
    assertThatThrownBy(() -> SealedKeys.read(text.replace("sealed-keys 1", "sealed-keys 2")))
        .hasMessage("line 1 of sealed keys: no obscura-sealed-keys 1 INSTANCE");
    assertThatThrownBy(() -> SealedKeys.read("x".repeat(SealedKeys.TEXT_MAX + 1)))
        .hasMessage("sealed keys have at most 65536 characters, not 65537");
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> SealedKeys.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
