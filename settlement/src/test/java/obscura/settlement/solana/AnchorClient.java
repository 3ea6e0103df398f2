package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.AccountMeta;
import org.p2p.solanaj.core.TransactionInstruction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Anchor's client in a process of its own; it knows of the program what our IDL says. */
final class AnchorClient implements AutoCloseable {
  static final Path IDL = Path.of("src/main/resources/obscura/settlement/solana/sip.json");
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final Writer out;
  private final BufferedReader in;

  AnchorClient(int port) throws IOException {
    process =
        new ProcessBuilder(
                "node", "anchor.js", IDL.toAbsolutePath().toString(), Integer.toString(port))
            .directory(NodeModules.INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    out = process.outputWriter(StandardCharsets.UTF_8);
    in = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Has the client read our instruction, make it anew and send it; checks that what it made is ours
   * byte for byte.
   *
   * @return name, args, and signature or refusal
   */
  JsonNode send(TransactionInstruction ours, Account... signers) {
    JsonNode answer =
        ask(
            Map.of(
                "operation",
                "send",
                "data",
                Base64.getEncoder().encodeToString(ours.getData()),
                "keys",
                ours.getKeys().stream().map(AnchorClient::named).toList(),
                "secrets",
                Arrays.stream(signers)
                    .map(signer -> Base64.getEncoder().encodeToString(signer.getSecretKey()))
                    .toList()));
    byte[] made = Base64.getDecoder().decode(answer.get("data").asString());
    assertThat(made).as(answer.get("name").asString()).isEqualTo(ours.getData());
    List<Map<String, Object>> keys =
        answer.get("keys").valueStream().map(AnchorClient::named).toList();
    assertThat(keys)
        .as(answer.get("name").asString())
        .isEqualTo(ours.getKeys().stream().map(AnchorClient::named).toList());
    return answer;
  }

  /** An account as the IDL describes it. */
  JsonNode fetch(String kind, String address) {
    return ask(Map.of("operation", "fetch", "kind", kind, "address", address));
  }

  /** What the program told in a transaction. */
  JsonNode events(String signature) {
    return ask(Map.of("operation", "events", "signature", signature));
  }

  private static Map<String, Object> named(AccountMeta meta) {
    return Map.of(
        "key",
        meta.getPublicKey().toBase58(),
        "signer",
        meta.isSigner(),
        "writable",
        meta.isWritable());
  }

  private static Map<String, Object> named(JsonNode key) {
    return Map.of(
        "key",
        key.get("key").asString(),
        "signer",
        key.get("signer").asBoolean(),
        "writable",
        key.get("writable").asBoolean());
  }

  private JsonNode ask(Map<String, Object> request) {
    try {
      out.write(JSON.writeValueAsString(request) + "\n");
      out.flush();
      JsonNode answer = JSON.readTree(in.readLine());
      assertThat(answer.has("error")).as("%s", answer).isFalse();
      return answer.get("answer");
    } catch (IOException ended) {
      throw new UncheckedIOException(ended);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
