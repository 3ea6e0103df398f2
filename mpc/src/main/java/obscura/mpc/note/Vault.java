package obscura.mpc.note;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;

/**
 * The contract that keeps notes.
 *
 * @param chainId of its EVM chain
 * @param address 40 hex digits
 */
public record Vault(long chainId, String address) {
  /** As many as operators have named tokens: each keeps its table for multiplications. */
  private static final Map<String, Point> GENERATORS = new ConcurrentHashMap<>();

  /**
   * The generator of a token.
   *
   * @param token 40 hex digits
   */
  public Point generator(String token) {
    byte[] domain = new Words32().number(chainId).hex(address).hex(token).bytes();
    return GENERATORS.computeIfAbsent(chainId + address + token, name -> Bn254.generator(domain));
  }
}
