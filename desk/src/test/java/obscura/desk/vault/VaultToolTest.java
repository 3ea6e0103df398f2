package obscura.desk.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import obscura.devchain.DevChain;
import obscura.devchain.DevChainServer;
import obscura.devchain.DevToken;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.web3j.protocol.Web3j;

/** An operator prepares a chain. */
class VaultToolTest {
  private static final long CHAIN_ID = 31_337;
  private static final byte[] SECRET = Bytes.hex("0x" + "42".repeat(32)).array();
  private static final String SIGNERS =
      "0x00000000000000000000000000000000000000a1,0x00000000000000000000000000000000000000a2,"
          + "0x00000000000000000000000000000000000000a3";
  private static final String GUARDIAN = "0x00000000000000000000000000000000000000ff";

  @TempDir private Path folder;
  private DevChain chain;
  private DevChainServer server;
  private EvmAccount account;
  private Path keyFile;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void open() throws Exception {
    chain = new DevChain(CHAIN_ID, InstantSource.system());
    server = new DevChainServer(chain, 0);
    account =
        new EvmAccount(
            Web3j.build(chain.service()),
            BigInteger.valueOf(CHAIN_ID),
            SECRET,
            Duration.ofSeconds(20));
    keyFile = Files.writeString(folder.resolve("key"), Bytes.of(SECRET) + "\n");
  }

  @AfterEach
  void close() {
    server.close();
    chain.close();
  }

  @Test
  void aVaultIsDeployedShownAndTakesAToken() throws Exception {
    chain.fund(account.address().toString(), BigInteger.TEN.pow(20));
    Run deployed =
        run("deploy --key-file " + keyFile + " --signers " + SIGNERS + terms("1h 2h 3d"));
    assertThat(deployed.err).isEmpty();
    assertThat(deployed.exit).isZero();
    assertThat(deployed.out)
        .contains("guardian          " + EthereumAddress.parse(GUARDIAN))
        .contains("batch lifetime    1h\n")
        .contains("withdrawal delay  2h\n")
        .contains("signer delay      72h\n")
        .contains("paused            no\n")
        .contains("settlement.evm.chain-id = 31337\n");
    Map<String, String> lines =
        deployed
            .out
            .lines()
            .filter(line -> line.startsWith("settlement.evm."))
            .map(line -> line.split(" = ", 2))
            .collect(Collectors.toMap(words -> words[0], words -> words[1].replace("\"", "")));
    String vault = lines.getOrDefault("settlement.evm.vault", "");
    assertThat(lines.getOrDefault("settlement.evm.signers", "")).isEqualToIgnoringCase(SIGNERS);
    assertThat(lines).containsKey("settlement.evm.first-block");

    Run shown = run("show --vault " + vault);
    assertThat(shown.exit).isZero();
    assertThat(deployed.out).startsWith(shown.out);

    EthereumAddress token = account.deploy(Bytes.hex(DevToken.creation("T", "T", 6)));
    String list = "list-token --vault " + vault + " --key-file " + keyFile + " --token " + token;
    assertThat(run(list + " --decimals 18").err)
        .isEqualTo("the token " + token + " has 6 decimals, not 18\n");
    assertThat(run(list + " --decimals 6").out).isEqualTo("the token " + token + " is listed\n");
    assertThat(run(list + " --decimals 6").out)
        .isEqualTo("the token " + token + " was listed before\n");

    Run noVault = run("show --vault " + token);
    assertThat(noVault.exit).isEqualTo(1);
    assertThat(noVault.err)
        .isEqualTo("the contract at " + token + " is not the vault of this version\n");
  }

  @Test
  void anEmptyAccountAnotherChainAndADeafNodeAreRefusedBeforeAnythingIsSent() {
    Run empty = run("deploy --key-file " + keyFile + " --signers " + SIGNERS + terms("1h 2h 3d"));
    assertThat(empty.exit).isEqualTo(1);
    assertThat(empty.err)
        .isEqualTo("the account " + account.address() + " has nothing to pay gas with\n");
    Run other = execute("show --rpc " + server.address() + " --chain-id 1 --vault " + GUARDIAN);
    assertThat(other.exit).isEqualTo(1);
    assertThat(other.err).isEqualTo("it is of chain 31337, not 1\n");
    server.close();
    Run deaf = run("show --vault " + GUARDIAN);
    assertThat(deaf.exit).isEqualTo(3);
    assertThat(deaf.err).startsWith("the node does not answer as it should").hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | which of deploy, list-token, show?",
        "show --rpc ftp://n --chain-id 1 --vault 0x00000000000000000000000000000000000000ff |"
            + " http://host:port",
        "show --rpc http://n --chain-id 1 --vault 0xff | 0x and 40 hex digits",
        "show --rpc http://n --chain-id 1 | --vault=ADDRESS",
        "D --signers ONE TERMS | there are three different signers",
        "D --signers S --batch-lifetime 2h --withdrawal-delay 1h TERMS | grow",
        "D --signers S --batch-lifetime 1w TERMS | a time such as 90m",
        "D --signers S | --guardian=ADDRESS",
      })
  void aMistakeIsOneLine(String line, String expected) {
    Run run =
        execute(
            (line + " ")
                .replace("D ", "deploy --rpc http://n --chain-id 1 --key-file " + keyFile + " ")
                .replace("--signers ONE", "--signers " + SIGNERS.substring(0, 42))
                .replace("--signers S ", "--signers " + SIGNERS + " ")
                .replace("TERMS", "--guardian " + GUARDIAN));
    assertThat(run.exit).isEqualTo(2);
    assertThat(run.err).contains(expected).hasLineCount(1);
    assertThat(run.out).isEmpty();
  }

  private static String terms(String times) {
    String[] each = times.split(" ", -1);
    return " --guardian %s --batch-lifetime %s --withdrawal-delay %s --signer-delay %s"
        .formatted(GUARDIAN, each[0], each[1], each[2]);
  }

  private Run run(String line) {
    return execute(line + " --rpc " + server.address() + " --chain-id " + CHAIN_ID);
  }

  private static Run execute(String line) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = line.isBlank() ? new String[0] : line.strip().split(" +");
    int exit =
        VaultTool.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(words);
    return new Run(exit, out.toString(), err.toString());
  }
}
