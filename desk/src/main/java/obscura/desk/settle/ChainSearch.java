package obscura.desk.settle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import obscura.settlement.crypto.Bytes;

/** All that an anvil has of its chain, as bytes. */
final class ChainSearch {
  private static final String HEX = "0x";

  private final TestNode node;

  /** Bytes looked at so far. */
  private long bytes;

  ChainSearch(TestNode node) {
    this.node = node;
  }

  long bytes() {
    return bytes;
  }

  /** Which of the numbers stand in the input of any transaction. */
  Set<SecretSearch.Pattern> inputs(SecretSearch search) {
    Set<SecretSearch.Pattern> found = new HashSet<>();
    for (Map<?, ?> transaction : node.transactions()) {
      look(search, TestNode.text(transaction, "input"), found);
    }
    return found;
  }

  /** Which stand in a topic or in the data of any log. */
  Set<SecretSearch.Pattern> logs(SecretSearch search) {
    Set<SecretSearch.Pattern> found = new HashSet<>();
    Object logs = node.ask("eth_getLogs", Map.of("fromBlock", "0x0", "toBlock", "latest"));
    each(logs, text -> look(search, text, found));
    return found;
  }

  /** Which stand in what a transaction read or wrote of any contract's storage. */
  Set<SecretSearch.Pattern> storage(SecretSearch search, List<String> transactions) {
    Set<SecretSearch.Pattern> found = new HashSet<>();
    for (String transaction : transactions) {
      Object changes =
          node.ask(
              "debug_traceTransaction",
              transaction,
              Map.of("tracer", "prestateTracer", "tracerConfig", Map.of("diffMode", true)));
      each(changes, text -> look(search, text, found));
    }
    return found;
  }

  /** Which stand in the storage of any contract at the end. */
  Set<SecretSearch.Pattern> state(SecretSearch search) {
    byte[] packed = Bytes.hex((String) node.ask("anvil_dumpState")).array();
    Set<SecretSearch.Pattern> found = new HashSet<>();
    try (GZIPInputStream state = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      String text = new String(state.readAllBytes(), StandardCharsets.US_ASCII);
      int from = text.indexOf(HEX);
      while (from >= 0) {
        int end = text.indexOf('"', from);
        look(search, text.substring(from, end), found);
        from = text.indexOf(HEX, end);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private void look(SecretSearch search, String hex, Set<SecretSearch.Pattern> found) {
    String digits = hex.startsWith(HEX) ? hex.substring(HEX.length()) : hex;
    byte[] data = Bytes.hex(HEX + (digits.length() % 2 == 0 ? digits : "0" + digits)).array();
    bytes += data.length;
    found.addAll(search.in(data));
  }

  /**
   * Every hexadecimal text in an answer: names of fields too, where they are addresses or slots.
   */
  private static void each(Object answer, Consumer<String> to) {
    switch (answer) {
      case String text when text.startsWith(HEX) -> to.accept(text);
      case List<?> list -> list.forEach(element -> each(element, to));
      case Map<?, ?> map ->
          map.forEach((name, value) -> {
            each(name, to);
            if (value != null) {
              each(value, to);
            }
          });
      default -> {}
    }
  }
}
