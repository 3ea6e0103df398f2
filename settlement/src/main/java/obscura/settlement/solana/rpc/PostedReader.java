package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.Base58;
import org.p2p.solanaj.core.PublicKey;
import tools.jackson.databind.JsonNode;

/** Reads transactions as {@code getTransaction} gives them in the encoding {@code json}. */
final class PostedReader {
  /** Of 10 KiB, which is the most that one program hands to another. */
  private static final int DIGITS_MAX = 14_000;

  private final List<PublicKey> keys = new ArrayList<>();
  private final List<PostedInstruction> instructions = new ArrayList<>();

  private PostedReader() {}

  /**
   * A transaction that succeeded; empty if it failed.
   *
   * @throws IOException if it is not as nodes write it
   */
  static Optional<PostedTransaction> read(String signature, JsonNode found) throws IOException {
    JsonNode meta = found.path("meta");
    if (!meta.isObject() || !found.path("slot").isIntegralNumber()) {
      throw new IOException("the node does not say what became of a transaction");
    }
    if (!meta.path("err").isNull()) {
      return Optional.empty();
    }
    try {
      PostedReader reader = new PostedReader();
      reader.read(found.path("transaction").path("message"), meta);
      return Optional.of(
          new PostedTransaction(signature, found.path("slot").asLong(), reader.instructions));
    } catch (RuntimeException damaged) {
      throw new IOException("a transaction is damaged", damaged);
    }
  }

  private void read(JsonNode message, JsonNode meta) {
    addKeys(message.path("accountKeys"));
    addKeys(meta.path("loadedAddresses").path("writable")); // of lookup tables (version 0)
    addKeys(meta.path("loadedAddresses").path("readonly"));
    int place = 0;
    for (JsonNode outer : message.path("instructions")) {
      add(outer);
      for (JsonNode called : meta.path("innerInstructions")) {
        if (called.path("index").asInt() == place) {
          called.path("instructions").forEach(this::add);
        }
      }
      place++;
    }
  }

  private void addKeys(JsonNode texts) {
    texts.forEach(text -> keys.add(new PublicKey(text.asString())));
  }

  private void add(JsonNode instruction) {
    List<PublicKey> accounts = new ArrayList<>();
    instruction.path("accounts").forEach(index -> accounts.add(keys.get(index.asInt())));
    instructions.add(
        new PostedInstruction(
            keys.get(instruction.path("programIdIndex").asInt()),
            accounts,
            Bytes.of(Base58.decode(instruction.path("data").asString(), DIGITS_MAX))));
  }
}
