package obscura.settlement.solana.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.Base58;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.PublicKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Transactions as nodes write them, of both versions. */
class PostedReaderTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SIGNATURE = Base58.encode(new byte[64]);

  private static PublicKey key(int number) {
    byte[] bytes = new byte[32];
    bytes[31] = (byte) number;
    return new PublicKey(bytes);
  }

  /**
   * Version 0: keys 1 to 3 stand in the message, 4 and 5 come from a lookup table; the second
   * instruction calls another program.
   */
  private static JsonNode transaction(String error) {
    return JSON.readTree(
        """
        {"slot": 9007199254740993, "version": 0,
         "meta": {"err": %s,
           "loadedAddresses": {"writable": ["%s"], "readonly": ["%s"]},
           "innerInstructions": [{"index": 1, "instructions":
             [{"programIdIndex": 4, "accounts": [3, 0], "data": "%s", "stackHeight": 2}]}]},
         "transaction": {"signatures": ["%s"], "message": {
           "accountKeys": ["%s", "%s", "%s"],
           "instructions": [
             {"programIdIndex": 1, "accounts": [0], "data": "", "stackHeight": null},
             {"programIdIndex": 2, "accounts": [0, 3], "data": "2", "stackHeight": null}]}}}
        """
            .formatted(
                error,
                key(4),
                key(5),
                Base58.encode(longData().array()),
                SIGNATURE,
                key(1),
                key(2),
                key(3)));
  }

  /** Longer than a key or a signature. */
  private static Bytes longData() {
    byte[] data = new byte[700];
    data[0] = 7;
    return Bytes.of(data);
  }

  @Test
  void whatAProgramCalledStandsBehindTheCallOfTheProgram() throws Exception {
    PostedTransaction read = PostedReader.read(SIGNATURE, transaction("null")).orElseThrow();
    assertThat(read.slot()).isEqualTo(9_007_199_254_740_993L);
    assertThat(read.signatureBytes()).isEqualTo(Bytes.zeros(64));
    assertThat(read.instructions())
        .containsExactly(
            new PostedInstruction(key(2), List.of(key(1)), Bytes.zeros(0)),
            new PostedInstruction(key(3), List.of(key(1), key(4)), Bytes.of(new byte[] {1})),
            new PostedInstruction(key(5), List.of(key(4), key(1)), longData()));
  }

  @Test
  void aFailedTransactionDidNothing() throws Exception {
    String error = "{\"InstructionError\": [1, {\"Custom\": 6017}]}";
    assertThat(PostedReader.read(SIGNATURE, transaction(error))).isEmpty();
  }

  @Test
  void aTransactionThatTheNodeDoesNotKnowIsNotOneThatFailed() {
    assertThatThrownBy(() -> PostedReader.read(SIGNATURE, JSON.readTree("null")))
        .isInstanceOf(IOException.class);
    JsonNode damaged = JSON.readTree(transaction("null").toString().replace("\"2\"", "\"0\""));
    assertThatThrownBy(() -> PostedReader.read(SIGNATURE, damaged)).isInstanceOf(IOException.class);
  }
}
