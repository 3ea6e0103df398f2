package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;

/** A node of its own for a test; it makes blocks when it is told to. Installed from npm. */
final class Anvil implements AutoCloseable {
  static final long CHAIN_ID = 31_337;
  private static final Path SOURCE = Path.of("src/test/anvil/package.json");
  private static final Path INSTALLED = Path.of("target/anvil");
  private static final String LISTENING = "Listening on ";
  private static final int INSTALL_MINUTES = 5;

  private final Process process;
  private final URI address;
  private final Web3jService service;

  private Anvil(Process process, URI address) {
    this.process = process;
    this.address = address;
    this.service = new HttpService(address.toString());
  }

  static Anvil start() {
    install();
    try {
      Process process =
          new ProcessBuilder(
                  INSTALLED.resolve("node_modules/.bin/anvil").toAbsolutePath().toString(),
                  "--port",
                  "0",
                  "--no-mining",
                  "--order",
                  "fees")
              .redirectErrorStream(true)
              .start();
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.startsWith(LISTENING)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException("anvil ended");
      }
      Thread.ofVirtual().start(() -> drain(lines));
      return new Anvil(process, URI.create("http://" + line.substring(LISTENING.length()).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI address() {
    return address;
  }

  Web3jService service() {
    return service;
  }

  /** Any answer of the node. */
  static final class Anything extends Response<Object> {}

  Object ask(String method, Object... parameters) {
    try {
      Anything answer = new Request<>(method, List.of(parameters), service, Anything.class).send();
      assertThat(answer.hasError()).as("%s: %s", method, answer.getError()).isFalse();
      Object result = answer.getResult();
      return result == null ? "" : result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void mine() {
    ask("evm_mine");
  }

  /** A block that is so much later than the last. */
  void mineAfter(long seconds) {
    ask("evm_increaseTime", seconds);
    ask("evm_mine");
  }

  /** Sends from one of the node's own accounts, in a block; the receipt. */
  Map<?, ?> send(String from, String to, String data) {
    String hash =
        (String) ask("eth_sendTransaction", Map.of("from", from, "to", to, "input", data));
    return mined(hash);
  }

  /** Deploys; the address. */
  String deploy(String from, String data) {
    String hash = (String) ask("eth_sendTransaction", Map.of("from", from, "input", data));
    return (String) mined(hash).get("contractAddress");
  }

  String account(int number) {
    return (String) ((List<?>) ask("eth_accounts")).get(number);
  }

  private Map<?, ?> mined(String hash) {
    mine();
    Map<?, ?> receipt = (Map<?, ?>) ask("eth_getTransactionReceipt", hash);
    assertThat(receipt.get("status")).as("status of %s", hash).isEqualTo("0x1");
    return receipt;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void drain(BufferedReader lines) {
    try (lines) {
      String unused = lines.readLine();
      while (unused != null) {
        unused = lines.readLine();
      }
    } catch (IOException ended) {
      // The node was stopped in the middle of a line.
    }
  }

  private static synchronized void install() {
    Path copy = INSTALLED.resolve("package.json");
    try {
      if (Files.exists(copy)
          && Files.mismatch(SOURCE, copy) == -1
          && Files.exists(INSTALLED.resolve("node_modules/.bin/anvil"))) {
        return;
      }
      assumeTrue(
          works("npm", "--version"),
          "npm is absent, so there is no anvil; scripts/test installs it");
      Files.createDirectories(INSTALLED);
      Files.copy(SOURCE, copy, StandardCopyOption.REPLACE_EXISTING);
      // Not "npm ci": anvil names packages for platforms that have none, so no lock is complete.
      Process npm =
          new ProcessBuilder(
                  "npm",
                  "install",
                  "--no-save",
                  "--prefer-offline",
                  "--ignore-scripts",
                  "--no-audit",
                  "--no-fund")
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(INSTALLED.resolve("npm.out").toFile())
              .start();
      boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
      npm.destroy();
      assertThat(ended && npm.exitValue() == 0)
          .as("npm install: %s", Files.readString(INSTALLED.resolve("npm.out")))
          .isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
