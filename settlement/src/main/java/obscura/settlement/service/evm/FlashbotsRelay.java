package obscura.settlement.service.evm;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Sign;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A private relay that speaks Flashbots' JSON-RPC: {@code eth_sendPrivateTransaction}, or {@code
 * eth_sendBundle} for the next block. Each request carries {@code X-Flashbots-Signature}: the
 * address of an identity key and its EIP-191 signature over the body's Keccak-256 in hexadecimal. A
 * transaction that the relay does not take goes nowhere else. Any thread.
 */
public final class FlashbotsRelay implements TransactionOutlet {
  private static final String HEADER = "X-Flashbots-Signature";
  private static final int OK = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final Credentials identity;
  private final Mode mode;
  private final LongSupplier head;
  private final Duration timeout;

  /** How transactions are handed to the relay. */
  public enum Mode {
    PRIVATE_TRANSACTION,
    BUNDLE
  }

  /**
   * Takes the relay's address.
   *
   * @param identity signs requests; it needs no funds and is not the account that pays
   * @param head number of the newest block
   */
  public FlashbotsRelay(
      URI address, Credentials identity, Mode mode, LongSupplier head, Duration timeout) {
    this.address = address;
    this.identity = identity;
    this.mode = mode;
    this.head = head;
    this.timeout = timeout;
  }

  @Override
  public Answer send(Attempt attempt) {
    JsonNode answer = ask(body(attempt));
    if (answer.hasNonNull("error")) {
      return PublicPool.read(answer.path("error").path("message").asString(""));
    }
    return Answer.TAKEN;
  }

  private String body(Attempt attempt) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", 1);
    ObjectNode parameter = JSON.createObjectNode();
    switch (mode) {
      case PRIVATE_TRANSACTION -> {
        request.put("method", "eth_sendPrivateTransaction");
        parameter.put("tx", attempt.raw().toString());
      }
      case BUNDLE -> {
        request.put("method", "eth_sendBundle");
        parameter.putArray("txs").add(attempt.raw().toString());
        parameter.put("blockNumber", "0x" + Long.toHexString(head.getAsLong() + 1));
      }
    }
    request.putArray("params").add(parameter);
    return JSON.writeValueAsString(request);
  }

  private JsonNode ask(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header(HEADER, identity.getAddress() + ":" + signature(body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new UnavailableException("the relay answers " + response.statusCode());
      }
      return JSON.readTree(response.body());
    } catch (IOException | JacksonException failed) {
      throw new UnavailableException("the relay: " + failed.getClass().getSimpleName(), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("interrupted", interrupted);
    }
  }

  private Bytes signature(String body) {
    Bytes hash = Bytes.of(Hash.keccak256(body.getBytes(StandardCharsets.UTF_8)));
    Sign.SignatureData data =
        Sign.signPrefixedMessage(
            hash.toString().getBytes(StandardCharsets.US_ASCII), identity.getEcKeyPair());
    return Bytes.of(data.getR(), data.getS(), data.getV());
  }
}
