package obscura.mpc.note;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import obscura.mpc.curve.Bn254;
import obscura.mpc.curve.Point;
import obscura.mpc.share.Commitment;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.jspecify.annotations.Nullable;

/** An owner's wallet, as it finds and opens its notes with nothing but its keys and the chain. */
public final class Wallet {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  private final List<byte[]> keys = new ArrayList<>();
  private final BigInteger spend;
  private final BigInteger view;

  /** One of many. */
  public Wallet(long seed) {
    Random random = new Random(seed);
    for (int k = 0; k < 3; k++) {
      byte[] key = new byte[32];
      random.nextBytes(key);
      keys.add(key);
    }
    spend = new BigInteger(250, random).add(BigInteger.ONE);
    view = new BigInteger(250, random).add(BigInteger.ONE);
  }

  /** The three share keys. */
  public List<byte[]> shareKeys() {
    return keys;
  }

  /** The meta-address. */
  public String path() {
    return "sip:ethereum:0x" + hex(publicKey(spend)) + ":0x" + hex(publicKey(view));
  }

  private static ECPoint publicKey(BigInteger secret) {
    return CURVE.getG().multiply(secret).normalize();
  }

  private static String hex(ECPoint point) {
    return HexFormat.of().formatHex(point.getEncoded(true));
  }

  /** Opens a note; null if it is not this wallet's. */
  public @Nullable BigInteger amount(
      String owner, String memo, String commitment, Point generator) {
    byte[] bytes = HexFormat.of().parseHex(memo);
    ECPoint ephemeral = CURVE.getCurve().decodePoint(Arrays.copyOf(bytes, 33));
    byte[] hash = Commitment.sha256().digest(ephemeral.multiply(view).normalize().getEncoded(true));
    BigInteger key = spend.add(new BigInteger(1, hash)).mod(CURVE.getN());
    String address = HexFormat.of().formatHex(OneTime.address(publicKey(key)));
    if (bytes.length != 62 || hash[0] != bytes[33] || !address.equals(owner)) {
      return null;
    }
    byte[] seed = Arrays.copyOfRange(bytes, 34, 50);
    byte[] amount = Arrays.copyOfRange(bytes, 50, 62);
    for (byte[] share : keys) {
      byte[] pad = hmac(share, "pad", seed);
      for (int k = 0; k < amount.length; k++) {
        amount[k] ^= pad[k];
      }
    }
    BigInteger value = new BigInteger(1, amount);
    Point expected = generator.times(value).plus(Bn254.H.times(blinding(seed)));
    return HexFormat.of().formatHex(expected.bytes()).equals(commitment) ? value : null;
  }

  /** r of a seed. */
  public BigInteger blinding(byte[] seed) {
    BigInteger r = BigInteger.ZERO;
    for (byte[] share : keys) {
      r = r.add(new BigInteger(1, hmac(share, "r", seed)));
    }
    return r.mod(Bn254.Q);
  }

  private static byte[] hmac(byte[] key, String label, byte[] seed) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      mac.update(label.getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
