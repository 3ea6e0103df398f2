package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A relay as Flashbots describes it: checks who signed a request, and takes it to the next block.
 */
final class LocalRelay implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  volatile boolean down;
  final AtomicInteger taken = new AtomicInteger();
  final AtomicInteger refused = new AtomicInteger();
  private final Anvil anvil;
  private final String identity;
  private final HttpServer server;

  LocalRelay(Anvil anvil, String identity) {
    this.anvil = anvil;
    this.identity = identity;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String header = exchange.getRequestHeaders().getFirst("X-Flashbots-Signature");
      if (down || !isSigned(header, body)) {
        refused.addAndGet(down ? 0 : 1);
        exchange.sendResponseHeaders(down ? 503 : 403, -1);
        return;
      }
      byte[] answer = answer(JSON.readTree(body)).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String answer(JsonNode request) {
    JsonNode parameter = request.path("params").path(0);
    String raw =
        switch (request.path("method").asString()) {
          case "eth_sendPrivateTransaction" -> parameter.path("tx").asString();
          case "eth_sendBundle" -> {
            long head = Long.decode((String) anvil.ask("eth_blockNumber"));
            assertThat(Long.decode(parameter.path("blockNumber").asString())).isEqualTo(head + 1);
            yield parameter.path("txs").path(0).asString();
          }
          default -> throw new IllegalArgumentException("unknown method");
        };
    String hash = Bytes.of(Hash.keccak256(Bytes.hex(raw).array())).toString();
    if (anvil.ask("eth_getTransactionByHash", hash).equals("")) {
      anvil.ask("eth_sendRawTransaction", raw);
    }
    taken.incrementAndGet();
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"" + hash + "\"}";
  }

  private boolean isSigned(String header, byte[] body) {
    int cut = header.indexOf(':');
    byte[] signature = Bytes.hex(header.substring(cut + 1)).array();
    String signed = Bytes.of(Hash.keccak256(body)).toString();
    try {
      String signer =
          Keys.getAddress(
              Sign.signedPrefixedMessageToKey(
                  signed.getBytes(StandardCharsets.UTF_8),
                  new Sign.SignatureData(
                      signature[64],
                      Arrays.copyOf(signature, 32),
                      Arrays.copyOfRange(signature, 32, 64))));
      return header.substring(0, cut).equals(identity) && identity.equals("0x" + signer);
    } catch (SignatureException forged) {
      return false;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
