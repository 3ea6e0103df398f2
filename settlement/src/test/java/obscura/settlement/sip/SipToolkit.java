package obscura.settlement.sip;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import obscura.settlement.NpmPackage;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public toolkit in a Node process of its own; see wallet.mjs. */
final class SipToolkit implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private SipToolkit(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  static SipToolkit start() throws Exception {
    Path folder =
        NpmPackage.install(
            Path.of("src/test/js"),
            Path.of("target/js"),
            List.of("package.json", "package-lock.json", "wallet.mjs"));
    return new SipToolkit(
        new ProcessBuilder("node", "wallet.mjs")
            .directory(folder.toFile())
            .redirectError(folder.resolve("wallet.err").toFile())
            .start());
  }

  /** Asks; the names and values of the request alternate. */
  JsonNode ask(String what, Object... request) throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("ask", what));
    for (int i = 0; i < request.length; i += 2) {
      all.put((String) request[i], request[i + 1]);
    }
    in.write(JSON.writeValueAsString(all));
    in.newLine();
    in.flush();
    String line = out.readLine();
    while (line != null && !line.startsWith("> ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new AssertionError("the toolkit ended; see target/js/wallet.err");
    }
    return JSON.readTree(line.substring(2));
  }

  @Override
  public void close() throws IOException {
    in.close();
    process.destroy();
  }
}
