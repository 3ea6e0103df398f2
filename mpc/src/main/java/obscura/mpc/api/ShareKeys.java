package obscura.mpc.api;

import java.util.List;

/**
 * The three keys of an owner from which the openings of its notes come ({@code
 * docs/settlement-notes.md}, 2): each is known to the owner and to two parties. Whoever calls
 * {@link MpcEngine#putKeys} knows all three, so it must be the owner's own machine, or its gateway.
 *
 * @param keys three of 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record ShareKeys(List<byte[]> keys) {
  public ShareKeys {
    if (keys.size() != 3 || keys.stream().anyMatch(key -> key.length != 32)) {
      throw new IllegalArgumentException("three keys of 32 bytes are needed");
    }
    keys = keys.stream().map(byte[]::clone).toList();
  }

  /** Tells no key. */
  @Override
  public String toString() {
    return "ShareKeys[sealed]";
  }
}
