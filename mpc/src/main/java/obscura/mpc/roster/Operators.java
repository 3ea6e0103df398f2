package obscura.mpc.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.LMOtsParameters;
import org.bouncycastle.crypto.params.LMSPublicKeyParameters;
import org.bouncycastle.crypto.params.LMSigParameters;
import org.bouncycastle.crypto.signers.LMSSigner;

/**
 * The public keys of the three parties' operators: LMS (RFC 8554), SHA-256, trees of height 10,
 * one-time signatures with w = 2. Pinned at installation, from a place that is not the venue. Any
 * thread.
 */
public final class Operators {
  static final int COUNT = 3;
  static final LMSigParameters TREE = LMSigParameters.lms_sha256_n32_h10;
  static final LMOtsParameters ONE_TIME = LMOtsParameters.sha256_n32_w2;

  private final List<LMSPublicKeyParameters> keys = new ArrayList<>();

  /**
   * Three keys in the order of the parties' numbers, in hex.
   *
   * @throws RosterException if one is none of ours, or two are the same
   */
  public Operators(List<String> hex) {
    if (hex.size() != COUNT || hex.stream().distinct().count() != COUNT) {
      throw new RosterException("three different operators' keys are needed");
    }
    hex.forEach(key -> keys.add(read(key)));
  }

  private static LMSPublicKeyParameters read(String hex) {
    try {
      LMSPublicKeyParameters key =
          LMSPublicKeyParameters.getInstance(HexFormat.of().parseHex(hex.strip()));
      if (key.getSigParameters().equals(TREE) && key.getOtsParameters().equals(ONE_TIME)) {
        return key;
      }
    } catch (IOException | RuntimeException wrong) {
      throw new RosterException("an operator's key is no LMS key: " + wrong.getMessage());
    }
    throw new RosterException("an operator's key has other parameters than height 10, w = 2");
  }

  /** Whether this operator signed; what is no signature at all is none. */
  boolean signed(int operator, byte[] message, byte[] signature) {
    if (operator < 0 || operator >= COUNT) {
      return false;
    }
    LMSSigner verifier = new LMSSigner();
    verifier.init(false, keys.get(operator));
    try {
      return verifier.verifySignature(message, signature);
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  /** A key as it is pinned. */
  public String hex(int operator) {
    try {
      return HexFormat.of().formatHex(keys.get(operator).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
