package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.Base58;
import org.p2p.solanaj.core.PublicKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is asked of Solana's nodes; each method is one request. All throw {@link IOException} if no
 * endpoint answers, or not as nodes do. Any thread.
 */
public final class SolanaNode {
  /** Most accounts of one request. */
  public static final int ACCOUNTS_MAX = 100;

  /** Most signatures of one request. */
  public static final int SIGNATURES_MAX = 1_000;

  private static final String COMMITMENT = "commitment";
  private static final String ENCODING = "encoding";
  private static final String FINALIZED = Commitment.FINALIZED.rpcName();

  private final SolanaEndpoints endpoints;

  /** Asks these. */
  public SolanaNode(SolanaEndpoints endpoints) {
    this.endpoints = endpoints;
  }

  /** Accounts, in the order asked for, all at one slot; empty where there is none. */
  public List<Optional<AccountView>> accounts(Commitment commitment, List<PublicKey> keys)
      throws IOException {
    JsonNode found =
        endpoints
            .ask(
                "getMultipleAccounts",
                keys.stream().map(PublicKey::toBase58).toList(),
                at(commitment).put(ENCODING, "base64"))
            .path("value");
    if (found.size() != keys.size()) {
      throw new IOException(keys.size() + " accounts asked for, " + found.size() + " answered");
    }
    List<Optional<AccountView>> accounts = new ArrayList<>();
    for (JsonNode account : found) {
      accounts.add(account.isNull() ? Optional.empty() : Optional.of(account(account)));
    }
    return accounts;
  }

  private static AccountView account(JsonNode account) throws IOException {
    try {
      return new AccountView(
          new PublicKey(account.path("owner").asString()),
          Bytes.of(Base64.getDecoder().decode(account.path("data").path(0).asString())));
    } catch (RuntimeException damaged) {
      throw new IOException("an account is damaged", damaged);
    }
  }

  /** The height of the newest block. */
  public long blockHeight(Commitment commitment) throws IOException {
    return number(endpoints.ask("getBlockHeight", at(commitment)));
  }

  /** The hash for new transactions. */
  public RecentBlockhash recentBlockhash(Commitment commitment) throws IOException {
    JsonNode value = endpoints.ask("getLatestBlockhash", at(commitment)).path("value");
    return new RecentBlockhash(
        value.path("blockhash").asString(""), number(value.path("lastValidBlockHeight")));
  }

  /** The hash of a slot's block. */
  public Bytes blockhash(long slot, Commitment commitment) throws IOException {
    ObjectNode terms = at(commitment).put("transactionDetails", "none").put("rewards", false);
    JsonNode block =
        endpoints.ask("getBlock", slot, terms.put("maxSupportedTransactionVersion", 0));
    String hash = block.path("blockhash").asString("");
    if (hash.isEmpty()) {
      throw new IOException("no block in slot " + slot);
    }
    return Bytes.of(Base58.decode(hash));
  }

  /**
   * Hands a transaction in. The node tries it out before it passes it on; it repeats nothing.
   *
   * @param wire signed, base64
   * @return its signature, base58
   * @throws TransactionRefusedException if it would fail now
   */
  public String send(String wire) throws IOException {
    ObjectNode terms = SolanaEndpoints.object().put(ENCODING, "base64").put("maxRetries", 0);
    terms.put("preflightCommitment", Commitment.CONFIRMED.rpcName());
    return endpoints.ask("sendTransaction", wire, terms).asString();
  }

  /** What became of a transaction; empty if it is in no block that the node knows. */
  public Optional<TransactionStatus> status(String signature) throws IOException {
    JsonNode found =
        endpoints
            .ask(
                "getSignatureStatuses",
                List.of(signature),
                SolanaEndpoints.object().put("searchTransactionHistory", false))
            .path("value")
            .path(0);
    return found.isObject() ? Optional.of(status(signature, found)) : Optional.empty();
  }

  /**
   * Transactions that name an account, newest first, failed ones too.
   *
   * @param before only those older than this one
   * @param limit at most {@link #SIGNATURES_MAX}
   */
  public List<TransactionStatus> signatures(PublicKey account, Optional<String> before, int limit)
      throws IOException {
    ObjectNode terms = at(Commitment.CONFIRMED).put("limit", limit);
    before.ifPresent(signature -> terms.put("before", signature));
    List<TransactionStatus> listed = new ArrayList<>();
    for (JsonNode entry : endpoints.ask("getSignaturesForAddress", account.toBase58(), terms)) {
      listed.add(status(entry.path("signature").asString(""), entry));
    }
    return listed;
  }

  private static TransactionStatus status(String signature, JsonNode entry) throws IOException {
    return new TransactionStatus(
        signature,
        number(entry.path("slot")),
        !entry.path("err").isNull(),
        entry.path("confirmationStatus").asString("").equals(FINALIZED));
  }

  /**
   * A transaction that succeeded; empty if it failed.
   *
   * @throws IOException also if the node does not have it
   */
  public Optional<PostedTransaction> transaction(String signature) throws IOException {
    ObjectNode terms = at(Commitment.CONFIRMED).put(ENCODING, "json");
    return PostedReader.read(
        signature,
        endpoints.ask("getTransaction", signature, terms.put("maxSupportedTransactionVersion", 0)));
  }

  private static ObjectNode at(Commitment commitment) {
    return SolanaEndpoints.object().put(COMMITMENT, commitment.rpcName());
  }

  private static long number(JsonNode node) throws IOException {
    if (!node.isIntegralNumber()) {
      throw new IOException("a number was expected");
    }
    return node.asLong();
  }
}
