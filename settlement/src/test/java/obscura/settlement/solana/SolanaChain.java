package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import obscura.settlement.solana.rpc.SolanaEndpoints;
import obscura.settlement.solana.rpc.SolanaNode;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;
import org.p2p.solanaj.rpc.RpcClient;
import org.p2p.solanaj.rpc.RpcException;
import org.p2p.solanaj.rpc.types.AccountInfo;
import org.p2p.solanaj.rpc.types.config.Commitment;
import org.p2p.solanaj.rpc.types.config.RpcSendTransactionConfig;

/** A Solana VM of its own process with our program in it, called through solanaj. */
final class SolanaChain implements AutoCloseable {
  static final PublicKey PROGRAM = new PublicKey("SiPvau1t11111111111111111111111111111111111");
  static final long NOON = 1_800_000_000L;
  private static final Path SHARED_OBJECT =
      Path.of("src/main/resources/obscura/settlement/solana/sip.so");
  private static final Map<String, Object> CONFIRMED = Map.of("commitment", "confirmed");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern CUSTOM = Pattern.compile("custom program error: 0x([0-9a-f]+)");

  private final Process process;
  private final RpcClient client;
  private final int port;
  private final Account bank = new Account();
  private long now = NOON;

  SolanaChain() throws IOException, InterruptedException {
    NodeModules.install();
    process =
        new ProcessBuilder(
                "node", "rpc.js", PROGRAM.toBase58(), SHARED_OBJECT.toAbsolutePath().toString())
            .directory(NodeModules.INSTALLED.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(StandardCharsets.US_ASCII).readLine();
    assertThat(line).as("port of the chain").matches("\\d+");
    port = Integer.parseInt(line);
    client = new RpcClient("http://127.0.0.1:" + port);
    setTime(NOON);
    airdrop(bank.getPublicKey());
  }

  int port() {
    return port;
  }

  /** What the venue connects with. */
  SolanaNode node() {
    URI address = URI.create("http://127.0.0.1:" + port);
    return new SolanaNode(new SolanaEndpoints(List.of(address), PATIENCE));
  }

  /** An account with lamports, which pays where nobody in particular does. */
  Account bank() {
    return bank;
  }

  long now() {
    return now;
  }

  void setTime(long seconds) {
    now = seconds;
    call("svm_setTime", List.of(seconds));
  }

  /** Time goes by, and so many slots, most of them without a transaction. */
  void advance(long seconds, long slots) {
    now += seconds;
    call("svm_setTime", List.of(now, slots));
  }

  Account newAccount() {
    Account account = new Account();
    airdrop(account.getPublicKey());
    return account;
  }

  void airdrop(PublicKey key) {
    try {
      client.getApi().requestAirdrop(key, 100_000_000_000L);
    } catch (RpcException failed) {
      throw new AssertionError(failed);
    }
  }

  void setAccount(PublicKey key, PublicKey owner, byte[] data) {
    String bytes = Base64.getEncoder().encodeToString(data);
    call(
        "svm_setAccount",
        List.of(
            key.toBase58(),
            Map.of("lamports", 10_000_000_000L, "owner", owner.toBase58(), "data", bytes)));
  }

  /**
   * Carries instructions out in one transaction that the first signer pays; gives the compute units
   * used.
   */
  long send(List<TransactionSigner> signers, TransactionInstruction... instructions) {
    try {
      return trySend(signers, instructions);
    } catch (RpcException refused) {
      throw new AssertionError(named(refused), refused);
    }
  }

  long send(Account signer, TransactionInstruction... instructions) {
    return send(List.of(TransactionSigner.of(signer)), instructions);
  }

  /** Sends what must be refused; gives the name of our error, or the number of another. */
  String refusal(List<TransactionSigner> signers, TransactionInstruction... instructions) {
    try {
      trySend(signers, instructions);
      return "accepted";
    } catch (RpcException refused) {
      return named(refused);
    }
  }

  String refusal(Account signer, TransactionInstruction... instructions) {
    return refusal(List.of(TransactionSigner.of(signer)), instructions);
  }

  private long trySend(List<TransactionSigner> signers, TransactionInstruction... instructions)
      throws RpcException {
    SolanaTransaction transaction =
        new SolanaTransaction(signers.getFirst().key(), Arrays.asList(instructions));
    String blockhash =
        client.getApi().getLatestBlockhash(Commitment.CONFIRMED).getValue().getBlockhash();
    RpcSendTransactionConfig config =
        RpcSendTransactionConfig.builder()
            .encoding(RpcSendTransactionConfig.Encoding.base64)
            .build();
    String signature =
        client.getApi().sendRawTransaction(transaction.signed(blockhash, signers), config);
    Map<?, ?> receipt = (Map<?, ?>) call("getTransaction", List.of(signature, CONFIRMED));
    return ((Number) ((Map<?, ?>) receipt.get("meta")).get("computeUnitsConsumed")).longValue();
  }

  private static String named(RpcException refused) {
    Matcher code = CUSTOM.matcher(String.valueOf(refused.getMessage()));
    if (!code.find()) {
      return String.valueOf(refused.getMessage());
    }
    int number = Integer.parseInt(code.group(1), 16);
    return SipError.of(number).map(Enum::name).orElse(Integer.toString(number));
  }

  boolean exists(PublicKey key) {
    return info(key).getValue() != null;
  }

  byte[] data(PublicKey key) {
    assertThat(exists(key)).as("account %s", key).isTrue();
    return Base64.getDecoder().decode(info(key).getValue().getData().getFirst());
  }

  PublicKey owner(PublicKey key) {
    return new PublicKey(info(key).getValue().getOwner());
  }

  /** Tokens of a token account. */
  long tokens(PublicKey key) {
    return Borsh.reader(data(key)).getLong(64);
  }

  private AccountInfo info(PublicKey key) {
    try {
      return client
          .getApi()
          .getAccountInfo(key, Map.of("encoding", "base64", "commitment", Commitment.CONFIRMED));
    } catch (RpcException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Asks the front, also for what only tests ask. */
  Object call(String method, List<Object> parameters) {
    try {
      return client.call(method, parameters, Object.class);
    } catch (RpcException failed) {
      throw new AssertionError(failed);
    }
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    } finally {
      process.destroy();
    }
  }
}
