package obscura.mpc.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

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

  /**
   * What may be told of key k: SHA-256("OBSCURA-NOTE-KEY-v1" || k as one byte || key), 64 hex
   * digits. The key has 32 bytes that nobody can guess, so there is nothing to try.
   */
  public static String fingerprint(int k, byte[] key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update("OBSCURA-NOTE-KEY-v1".getBytes(StandardCharsets.US_ASCII));
      sha.update((byte) k);
      return HexFormat.of().formatHex(sha.digest(key));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /** Those of the three. */
  public List<String> fingerprints() {
    return IntStream.range(0, 3).mapToObj(k -> fingerprint(k, keys.get(k))).toList();
  }

  /** Tells no key. */
  @Override
  public String toString() {
    return "ShareKeys[sealed]";
  }
}
