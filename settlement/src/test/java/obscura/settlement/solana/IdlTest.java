package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import obscura.settlement.crypto.Hash;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program's sources, its IDL and the client give everything the same names and numbers. */
class IdlTest {
  private static final Path SOURCES = Path.of("programs/sip");
  private static final JsonNode IDL = idl();

  private static JsonNode idl() {
    return new JsonMapper().readTree(AnchorClient.IDL.toFile());
  }

  private static List<MatchResult> lines(String file, String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(Files.readString(SOURCES.resolve(file)))
        .results()
        .toList();
  }

  @Test
  void discriminatorsAreThoseOfAnchor() throws IOException {
    List<MatchResult> defined =
        lines("names.h", "^#define \\w+ 0x([0-9a-f]{16})ULL /\\* ((\\w+):(\\w+)) \\*/$");
    List<String> inProgram = new ArrayList<>();
    for (MatchResult line : defined) {
      long value = Borsh.reader(Operation.discriminator(line.group(2))).getLong();
      assertThat(String.format("%016x", value)).as(line.group(2)).isEqualTo(line.group(1));
      inProgram.add(line.group(2));
    }
    List<String> inIdl = new ArrayList<>();
    for (String kind : List.of("instructions global", "accounts account", "events event")) {
      String[] listAndPrefix = kind.split(" ", -1);
      for (JsonNode entry : IDL.get(listAndPrefix[0])) {
        String name = listAndPrefix[1] + ":" + entry.get("name").asString();
        assertThat(bytes(entry.get("discriminator")))
            .as(name)
            .isEqualTo(Operation.discriminator(name));
        inIdl.add(name);
      }
    }
    assertThat(inIdl).isEqualTo(inProgram).hasSize(28);
    assertThat(Arrays.stream(Operation.values()).map(o -> "global:" + o.programName()).toList())
        .isEqualTo(inProgram.subList(0, Operation.values().length));
  }

  private static byte[] bytes(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) array.get(i).asInt();
    }
    return bytes;
  }

  @Test
  void errorsHaveTheSameCodes() throws IOException {
    List<String> inProgram =
        lines("errors.h", "^  E_(\\w+)( = 6000)?,$").stream().map(line -> line.group(1)).toList();
    List<String> inClient =
        Stream.of(SipError.values()).map(error -> error.code() + " " + error.name()).toList();
    List<String> inIdl =
        IDL.get("errors")
            .valueStream()
            .map(e -> e.get("code").asInt() + " " + shouted(e.get("name").asString()))
            .toList();
    assertThat(inIdl).isEqualTo(inClient);
    assertThat(inIdl.stream().map(line -> line.substring(5)).toList()).isEqualTo(inProgram);
    assertThat(inIdl.getFirst()).startsWith("6000 ");
    assertThat(SipError.of(5_999)).isEmpty();
    assertThat(SipError.of(6_000)).contains(SipError.PAUSED);
  }

  private static String shouted(String camelCase) {
    return camelCase.replaceAll("(?<!^)([A-Z])", "_$1").toUpperCase(Locale.ROOT);
  }

  @Test
  void theProgramHasTheGeneratorThatTheNotesHave() throws IOException {
    String source = Files.readString(SOURCES.resolve("curve.h"));
    String bytes =
        source.substring(source.indexOf("GENERATOR_H[32] = {"), source.indexOf("RFC 8032, 5.1"));
    byte[] h = new byte[32];
    List<MatchResult> found = Pattern.compile("0x([0-9a-f]{2}),").matcher(bytes).results().toList();
    assertThat(found).hasSize(32);
    for (int i = 0; i < h.length; i++) {
      h[i] = (byte) Integer.parseInt(found.get(i).group(1), 16);
    }
    assertThat(h).isEqualTo(anyVault().rules().h().encode());
  }

  @Test
  void theProgramWasBuiltFromTheseSources() throws IOException {
    List<String> built = Files.readAllLines(Path.of("programs/sip.sha256"));
    List<String> now = new ArrayList<>();
    try (Stream<Path> sources = Files.list(SOURCES)) {
      for (Path source : sources.sorted().toList()) {
        byte[] sum = Hash.sha256(Files.readAllBytes(source));
        now.add(HexFormat.of().formatHex(sum) + "  " + source.getFileName());
      }
    }
    assertThat(built).as("run scripts/program build").isEqualTo(now);
  }

  private static VaultAddresses anyVault() {
    return VaultAddresses.of(SolanaChain.PROGRAM, SolanaChain.PROGRAM, 0);
  }
}
