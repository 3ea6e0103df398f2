package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.KeysWord;
import obscura.mpc.note.Wallet;
import obscura.mpc.roster.Entry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner hands its record of note keys to an operator, or signs it itself. */
class NoteKeysFileTest {
  private static final Purpose.NoteKeys TOLD =
      new Purpose.NoteKeys(
          List.of(new Wallet(1).path(), new Wallet(2).path()),
          new ShareKeys(new Wallet(1).shareKeys()).fingerprints());

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("record"), TOLD.text("DESK7"));
  }

  @Test
  void theEntryThatNamesItIsPrinted() throws IOException {
    String line = RosterTool.run(List.of("note-keys", file.toString()));
    assertThat(line).isEqualTo("note-keys DESK7 " + TOLD.digest("DESK7") + " on");
    assertThat(Entry.parse(line))
        .isEqualTo(new Entry.NoteKeys("DESK7", TOLD.digest("DESK7"), true));
  }

  @Test
  void theOwnersOwnWordIsPrinted() throws IOException {
    byte[] seed = new byte[GatewayKey.SEED_BYTES];
    seed[3] = 9;
    Path key = Files.writeString(folder.resolve("own.key"), HexFormat.of().formatHex(seed) + "\n");
    String word = RosterTool.run(List.of("note-keys", file.toString(), key.toString(), "TEST"));
    KeysWord said = new KeysWord("TEST", "DESK7", TOLD.digest("DESK7"));
    assertThat(said.isSigned(word, new GatewayKey(seed).verifier())).isTrue();
  }

  @Test
  void whatElseStandsInARecordIsNamedByItsLine() throws IOException {
    List<String> right = Files.readAllLines(file);
    for (int line = 0; line < right.size(); line++) {
      List<String> bent = new ArrayList<>(right);
      bent.set(line, right.get(line) + " ");
      Files.write(file, bent);
      assertRefused("line " + (line + 1) + " of the record of note keys: no ");
      Files.write(file, right.subList(0, line));
      if (line < 5) {
        assertRefused("line " + (line + 1) + " of the record of note keys: no ");
      }
    }
    Files.writeString(file, TOLD.text("DESK7").replace("\n", "\r\n"));
    assertRefused("line 6 of the record of note keys: no ");
    Files.writeString(file, TOLD.text("DESK7").stripTrailing());
    assertRefused("line 6 of the record of note keys: no ");
  }

  private void assertRefused(String message) {
    assertThatThrownBy(() -> RosterTool.run(List.of("note-keys", file.toString())))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageStartingWith(message);
  }
}
