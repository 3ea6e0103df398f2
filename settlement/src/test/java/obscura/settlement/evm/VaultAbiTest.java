package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import obscura.settlement.crypto.Bytes;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The names and types that Java uses are those of the committed ABI. */
class VaultAbiTest {
  /** Of OpenZeppelin's EIP-712 with names of more than 31 bytes, which ours are not. */
  private static final List<String> NEVER =
      List.of("InvalidShortString()", "StringTooLong(string)");

  @Test
  void everyErrorHasItsConstant() {
    assertThat(Arrays.stream(VaultError.values()).map(VaultError::signature))
        .containsExactlyInAnyOrderElementsOf(
            signatures("error").stream().filter(error -> !NEVER.contains(error)).toList());
  }

  @Test
  void everyEventHasItsRecord() {
    assertThat(VaultEvents.READERS.keySet())
        .containsExactlyInAnyOrderElementsOf(
            signatures("event").stream().filter(event -> !event.startsWith("EIP712")).toList());
  }

  @Test
  void everyCallIsAFunction() {
    assertThat(signatures("function"))
        .contains(
            VaultCalls.SETTLE,
            VaultCalls.DEPOSIT,
            VaultCalls.REQUEST,
            VaultCalls.FINISH,
            VaultCalls.REVOKE,
            VaultCalls.CLAIM,
            VaultCalls.REFUND,
            VaultCalls.LIST,
            VaultCalls.PROPOSE,
            VaultCalls.ADOPT,
            VaultCalls.PAUSE,
            VaultCalls.RESUME);
  }

  @Test
  void otherContractsEventsAreNone() {
    Bytes transfer = VaultEvents.topic("Transfer(address,address,uint256)");
    assertThat(VaultEvents.decode(List.of(transfer), Bytes.zeros(32))).isEmpty();
    assertThat(VaultEvents.decode(List.of(), Bytes.zeros(0))).isEmpty();
  }

  @Test
  void aRefusalWithoutAReasonSaysSo() {
    assertThat(VaultRefusedException.of(Bytes.zeros(0)))
        .hasMessage("the call was refused without a reason");
  }

  private static List<String> signatures(String kind) {
    return StreamSupport.stream(VaultContract.artifact().path("abi").spliterator(), false)
        .filter(entry -> entry.path("type").asString().equals(kind))
        .map(entry -> entry.path("name").asString() + types(entry.path("inputs")))
        .toList();
  }

  private static String types(JsonNode members) {
    return StreamSupport.stream(members.spliterator(), false)
        .map(VaultAbiTest::type)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private static String type(JsonNode member) {
    String type = member.path("type").asString();
    return type.startsWith("tuple")
        ? types(member.path("components")) + type.substring("tuple".length())
        : type;
  }
}
