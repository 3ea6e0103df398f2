package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import obscura.mpc.input.GatewayKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops a party's start, each with one line that says what is allowed. */
class PartyConfigTest {
  private static final String KEY = "00".repeat(32);
  private static final String PLAIN =
      """
      profile = development
      tls.mode = off
      peers.addresses = ["127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"]
      """;

  @TempDir Path directory;

  private PartyConfig load(String text) throws IOException {
    Path file = directory.resolve("party.conf");
    Files.writeString(file, text + operators());
    return PartyConfig.load(1, file, Map.of(PartyConfig.KEY_VARIABLE, KEY));
  }

  private String operators() throws IOException {
    return OperatorFiles.setting(directory);
  }

  private void refused(String text, String why) {
    assertThatThrownBy(() -> load(text))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aSoundFileIsRead() throws IOException {
    PartyConfig config = load(PLAIN + "metrics.port = 0");
    assertThat(config.id()).isEqualTo(1);
    assertThat(config.instance()).isEqualTo("OBSCURA-DEMO");
    assertThat(config.peers()).hasSize(3);
    assertThat(config.storeKey()).hasSize(32);
  }

  @Test
  void eachMistakeIsNamed() {
    refused(PLAIN + "colour = red", "unknown key colour");
    refused(PLAIN + "metrics.port = 70000", "metrics.port = 70000");
    refused(PLAIN + "metrics.port = many", "metrics.port = many");
    refused(PLAIN + "profile = strict", "profile = strict is not possible");
    refused(PLAIN + "venue.listen = \"nowhere\"", "venue.listen = nowhere");
    refused(PLAIN + "peers.addresses = [\"127.0.0.1:1\"]", "a list of 3 texts");
    refused(PLAIN + "store.key-file = \"/nonexistent\"", "store.key-file = /nonexistent");
    refused("peers = {", "is not HOCON");
  }

  @Test
  void theOperatorsKeysAreNeededAndMustBeThree() throws IOException {
    Path file = directory.resolve("without.conf");
    Files.writeString(file, PLAIN);
    assertThatThrownBy(() -> PartyConfig.load(0, file, Map.of()))
        .hasMessageContaining("roster.operators = [] is not possible");
    Path wrong = Files.writeString(directory.resolve("wrong.pub"), "ff".repeat(60));
    Path other = Files.writeString(directory.resolve("other.pub"), "fe".repeat(60));
    Path third = Files.writeString(directory.resolve("third.pub"), "fd".repeat(60));
    Files.writeString(
        file, PLAIN + "roster.operators = [\"%s\", \"%s\", \"%s\"]".formatted(wrong, other, third));
    assertThatThrownBy(() -> PartyConfig.load(0, file, Map.of()))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageContaining("roster.operators cannot be used");
  }

  @Test
  void aGatewaysKeyIsMadeOnceAndFits() throws IOException {
    Path name = directory.resolve("gateway");
    KeyFiles.makeKey(name);
    String seed = Files.readString(directory.resolve("gateway.key")).strip();
    assertThat(new GatewayKey(HexFormat.of().parseHex(seed)).verifier().hex())
        .isEqualTo(Files.readString(directory.resolve("gateway.pub")).strip());
    assertThatThrownBy(() -> KeyFiles.makeKey(name)).isInstanceOf(IOException.class);
  }

  @Test
  void withoutTlsOnlyDevelopmentOnLoopback() {
    refused(PLAIN + "profile = production", "tls.mode = off");
    refused(PLAIN + "venue.listen = \"192.0.2.1:5\"", "tls.mode = off");
    refused(PLAIN + "tls.mode = on", "peers.certificates");
  }

  @Test
  void aMissingFileAndAMissingKeyAreNamed() throws IOException {
    Path missing = directory.resolve("missing.conf");
    assertThatThrownBy(() -> PartyConfig.load(0, missing, Map.of()))
        .hasMessageContaining("missing.conf cannot be read");
    Path file = directory.resolve("party.conf");
    Files.writeString(file, PLAIN + operators());
    assertThatThrownBy(() -> PartyConfig.load(0, file, Map.of()))
        .hasMessageContaining(PartyConfig.KEY_VARIABLE);
    assertThatThrownBy(() -> PartyConfig.load(0, file, Map.of(PartyConfig.KEY_VARIABLE, "abc")))
        .hasMessageContaining("64 hex digits");
    assertThatThrownBy(() -> PartyConfig.load(3, file, Map.of())).hasMessageContaining("--id = 3");
  }

  @Test
  void aPartyWithoutASigningKeyMakesOneAndKeepsIt() throws IOException {
    String made = KeyFiles.signingKey(Optional.empty(), directory).publicHex();
    assertThat(KeyFiles.signingKey(Optional.empty(), directory).publicHex()).isEqualTo(made);
    assertThat(directory.resolve("signing.pub")).hasContent(made + "\n");
    Path wrong = Files.writeString(directory.resolve("wrong.key"), "no key");
    assertThatThrownBy(() -> KeyFiles.signingKey(Optional.of(wrong), directory))
        .isInstanceOf(PartyConfigException.class)
        .hasMessage("signing.key-file is no key of 64 hex digits");
  }
}
