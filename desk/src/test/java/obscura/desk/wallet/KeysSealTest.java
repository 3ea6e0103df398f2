package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import obscura.mpc.seal.SealingKey;
import obscura.settlement.note.OwnerSeed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An owner seals its share keys to three parties, of which it has the public keys. */
class KeysSealTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final List<SealingKey> PARTIES =
      IntStream.range(0, 3).mapToObj(k -> new SealingKey(SealingKey.newSecret())).toList();

  @TempDir private Path folder;
  private Path seed;
  private Path out;

  @BeforeEach
  void prepare() throws IOException {
    seed = Files.writeString(folder.resolve("a.seed"), "5a".repeat(32) + "\n");
    out = folder.resolve("keys.sealed");
  }

  private String line(String to) {
    return "keys seal --seed " + seed + " --from 3 --count 4 --owner DESK7 --out " + out + to;
  }

  private static String told() {
    return " --instance VENUE-1 --party-keys "
        + PARTIES.stream().map(SealingKey::publicHex).collect(Collectors.joining(","));
  }

  private void assertMistake(String to, String message) {
    DeskRun run = DeskRun.of(line(to));
    assertThat(run.err()).startsWith(message);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(out).doesNotExist();
  }

  @Test
  void eachPartyOpensItsTwoKeysAndNobodySeesThem() throws IOException {
    DeskRun run = DeskRun.of(line(told()));
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    String text = Files.readString(out);
    SealedKeys sealed = SealedKeys.read(text);
    assertThat(sealed.instance()).isEqualTo("VENUE-1");
    String stock = DeskRun.of("keys stock --owner DESK7 --from 3 --count 4 --seed " + seed).out();
    assertThat(text).contains(stock);
    assertThat(run.out()).contains("note-keys DESK7 " + sealed.record().digest() + " on");
    List<byte[]> keys =
        OwnerSeed.of(HEX.parseHex("5a".repeat(32))).shareKeys().stream()
            .map(key -> key.exposeSecret())
            .toList();
    for (SealedPart part : SealedPart.of(sealed)) {
      int k = part.party();
      SharedInput input = part.opened(PARTIES.get(k)).orElseThrow();
      assertThat(input.isConsistent()).isTrue();
      assertThat(key(input.mine())).isEqualTo(keys.get(k));
      assertThat(key(input.next())).isEqualTo(keys.get((k + 1) % 3));
      assertThat(part.opened(PARTIES.get((k + 1) % 3))).isEmpty();
      assertThat(text + run.out()).doesNotContain(HEX.formatHex(keys.get(k)));
    }
  }

  private static byte[] key(long[] words) {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    IntStream.range(0, 4).forEach(k -> bytes.putLong(words[k]));
    return bytes.array();
  }

  @Test
  void aFileThatIsThereIsLeftAsItIs() throws IOException {
    Files.writeString(out, "precious");
    DeskRun run = DeskRun.of(line(told()));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).isEqualTo("--out: " + out + " is there already, and is left as it is\n");
    assertThat(out).hasContent("precious");
  }

  @Test
  void aRosterCountsWithItsOperatorsSignatures() throws IOException {
    List<OperatorKey> operators = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      operators.add(OperatorKey.make(folder.resolve("operator" + k)));
      Path file = folder.resolve("operator" + k + ".pub");
      files.add(Files.writeString(file, operators.get(k).publicHex() + "\n").toString());
    }
    Path file = folder.resolve("roster");
    String named = " --roster " + file + " --operators " + String.join(",", files);

    Roster two = roster(PARTIES.subList(0, 2));
    Files.writeString(file, RosterText.write(signed(two, operators, 0, 1)));
    assertMistake(named, "--roster: it names no sealing key of party 2");

    Roster whole = roster(PARTIES);
    Files.writeString(file, RosterText.write(signed(whole, operators, 0, 1)));
    assertMistake(
        named, "--roster, --operators: entry 3: the party's own operator did not sign its key");
    Files.writeString(file, RosterText.write(signed(whole, operators, 2)));
    assertMistake(named, "--roster, --operators: entry 1 has 1 signatures, needed are 2");

    Roster good = signed(whole, operators, 0, 1, 2);
    SealingKey venues = new SealingKey(SealingKey.newSecret());
    String bent = RosterText.write(roster(List.of(PARTIES.get(0), PARTIES.get(1), venues)));
    Files.writeString(file, bent);
    assertMistake(named, "--roster, --operators: entry 1 has 0 signatures, needed are 2");

    Files.writeString(file, RosterText.write(good));
    assertThat(DeskRun.of(line(named)).err()).isEmpty();
    SealedKeys sealed = SealedKeys.read(Files.readString(out));
    assertThat(SealedPart.of(sealed)[2].opened(PARTIES.get(2))).isPresent();
  }

  private static Roster roster(List<SealingKey> keys) {
    Roster roster = Roster.empty("VENUE-1");
    for (int k = 0; k < keys.size(); k++) {
      roster = roster.with(Entry.parse("key sealing " + k + " " + keys.get(k).publicHex()));
    }
    return roster;
  }

  private static Roster signed(Roster roster, List<OperatorKey> operators, int... by) {
    Roster result = roster;
    for (int operator : by) {
      result = result.signedBy(operator, operators.get(operator));
    }
    return result;
  }

  @Test
  void mistakesAreNamedAndNothingIsWritten() {
    assertMistake("", "Error: Missing required argument");
    assertMistake(
        " --instance V --party-keys 00,11",
        "--party-keys: three of 64 hex digits, with commas between");
    assertMistake(
        " --instance V --party-keys "
            + String.join(",", List.of("00".repeat(32), "00".repeat(32), "00".repeat(32))),
        "these cannot be sealed: not an X25519 public key");
    assertMistake(
        " --roster " + folder.resolve("none") + " --operators a,b,c",
        "--operators: no file that can be read: a");
    assertMistake(
        told().replace("VENUE-1", "V") + " --chain solana",
        "these cannot be sealed: line 5 of the record of note keys: no meta-address");
    assertMistake(told().replace("--instance VENUE-1", ""), "Error: Missing required argument");
  }
}
