package obscura.settlement.evm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import obscura.settlement.crypto.Bytes;

/**
 * A vault (or a token that it called) refused a call. The arguments of an error are public: ids,
 * addresses, times, lengths, and amounts of deposits and withdrawals.
 */
public final class VaultRefusedException extends RuntimeException {
  private final Optional<VaultError> error;
  private final List<Bytes> arguments;

  private VaultRefusedException(String message, Optional<VaultError> error, List<Bytes> arguments) {
    super(message);
    this.error = error;
    this.arguments = List.copyOf(arguments);
  }

  /**
   * Reads what a reverted call returned.
   *
   * @param data selector and arguments; empty if the contract said nothing
   */
  public static VaultRefusedException of(Bytes data) {
    if (data.length() < VaultCalls.SELECTOR_BYTES) {
      return new VaultRefusedException(
          "the call was refused without a reason", Optional.empty(), List.of());
    }
    byte[] all = data.array();
    Bytes selector = Bytes.of(Arrays.copyOf(all, VaultCalls.SELECTOR_BYTES));
    Optional<VaultError> error = VaultError.of(selector);
    if (error.isEmpty()) {
      return new VaultRefusedException(
          "the call was refused by another contract: " + data, error, List.of());
    }
    List<Bytes> arguments = new ArrayList<>();
    for (int at = VaultCalls.SELECTOR_BYTES;
        at + AbiValue.WORD <= all.length;
        at += AbiValue.WORD) {
      arguments.add(Bytes.of(Arrays.copyOfRange(all, at, at + AbiValue.WORD)));
    }
    return new VaultRefusedException(
        error.get().contractName()
            + arguments.stream().map(Bytes::toString).collect(Collectors.joining(", ", "(", ")")),
        error,
        arguments);
  }

  /** The vault's error; empty if another contract refused. */
  public Optional<VaultError> error() {
    return error;
  }

  /** Its arguments, a word each, in the order of {@link VaultError#signature}. */
  public List<Bytes> arguments() {
    return arguments;
  }
}
