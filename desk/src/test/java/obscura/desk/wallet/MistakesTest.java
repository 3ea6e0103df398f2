package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is answered with one line that names the option, before any node is asked. */
class MistakesTest {
  private static final String SECRET = "ab".repeat(32);
  private static final String VAULT =
      """
      rpc = http://127.0.0.1:1/v2/key-of-the-node
      chain-id = 31337
      vault = 0x00000000000000000000000000000000000000aa
      token.WETH = 0x00000000000000000000000000000000000000bb 18
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("seed"), SECRET);
    Files.writeString(folder.resolve("short"), SECRET.substring(1));
    Files.writeString(folder.resolve("zero"), "00".repeat(32));
    Files.writeString(folder.resolve("vault"), VAULT);
    Files.writeString(folder.resolve("ftp"), VAULT.replace("http:", "ftp:"));
    Files.writeString(folder.resolve("no-id"), VAULT.replace("chain-id", "chain"));
    Files.writeString(folder.resolve("bad-vault"), VAULT.replace("aa\n", "a\n"));
    Files.writeString(folder.resolve("bad-token"), VAULT.replace(" 18", " 37"));
    Files.writeString(folder.resolve("bad-chain"), VAULT + "chain-name = solana\n");
    Files.writeString(folder.resolve("bad-block"), VAULT + "from-block = -1\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          balance                                       | Missing required option: '--seed=FILE'
          balance --seed @none                          | '--seed': no file that can be read
          balance --seed @short                         | is to hold 64 hex digits
          balance --seed @seed --vault @none            | '--vault': no file of properties
          balance --seed @seed                          | Missing --vault=FILE, and the usual one
          balance --seed @seed --vault @ftp             | rpc is to be the http or https address
          balance --seed @seed --vault @no-id           | chain-id is to be a number
          balance --seed @seed --vault @bad-vault       | vault is to be an address
          balance --seed @seed --vault @bad-token       | token.WETH is to be an address and decimals, 0 to 36
          balance --seed @seed --vault @bad-chain       | chain-name is to be
          balance --seed @seed --vault @bad-block       | from-block is to be a number, 0 or more
          balance --sede @seed                          | --seed
          keys                                          | keys: which of new, stock, seal?
          keys stock --seed @seed --from 0 --count 0    | --count: 1 to 100, not 0
          keys stock --seed @seed --from 0 --count 101  | --count: 1 to 100, not 101
          keys stock --seed @seed --from -1 --count 1   | --from: a path is 0 or more, not -1
          keys stock --seed @seed --from x --count 1    | '--from'
          keys stock --seed @seed --from 0 --count 1 --chain doge | --chain: a chain of SIP
          W --to 0xaa --all --development               | '--to': 0x and 40 hex digits
          W --to 0x0000000000000000000000000000000000000000 --all --development | the zero address
          W --to 0x00000000000000000000000000000000000000aa --all --development | --to: an address of yours, not the vault's
          W --to 0x00000000000000000000000000000000000000bb --all --development | --to: an address of yours, not a token's
          WT --development                              | --token=NAME
          WT --all --token WETH --development           | --all
          WT --all                                      | --payer-key=FILE
          WT --all --payer-key @zero                    | holds no private key
          WT --all --payer-key @short                   | is to hold 64 hex digits
          WT --all --payer-key @seed --development      | --development
          WT --token DOGE --development                 | --token: WETH, or an address, not 'DOGE'
          WT --note 0x12 --development                  | --note: 0x and 8 to 64 hex digits
          WT --token WETH --payer-key @seed --fee -1    | '--fee': plain decimal digits
          WT --token WETH --payer-key @seed --fee 1e3   | '--fee': plain decimal digits
          WT --all --payer-key @seed --fee 1            | --fee: with --token or --note, not --all
          WT --token WETH --development --fee 1         | --fee: with --payer-key, not --development
          """)
  void aMistakeIsOneLineThatNamesTheOption(String line, String expected) {
    DeskRun run = run(line);
    assertThat(run.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).contains(expected).doesNotContain(SECRET);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void theKeyInANodesAddressIsNotShown() {
    DeskRun run = run("balance --seed @seed --vault @vault");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.NOT_REACHABLE);
    assertThat(run.err()).doesNotContain("key-of-the-node").hasLineCount(1);
  }

  /** W is a withdrawal, WT one with a right recipient, and @name a file. */
  private DeskRun run(String line) {
    String to = "--to 0x00000000000000000000000000000000deadbeef";
    String whole =
        line.replaceFirst("^WT ", "W " + to + " ")
            .replaceFirst("^W ", "withdraw --seed @seed --vault @vault ")
            .replace("@", folder + "/");
    return DeskRun.of(whole);
  }
}
