package obscura.settlement.crypto;

import cafe.cryptography.curve25519.Scalar;
import java.math.BigInteger;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** The scalars of edwards25519 and ristretto255. */
final class Scalars25519 {
  static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
  static final int BYTES = 32;

  private Scalars25519() {}

  static Scalar of(BigInteger scalar) {
    return Scalar.fromCanonicalBytes(
        Arrays.reverse(BigIntegers.asUnsignedByteArray(BYTES, scalar.mod(ORDER))));
  }
}
