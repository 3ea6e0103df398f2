package obscura.settlement.service.notes;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Sign;

/** The keys of three signers in one place: not for production, where three parties hold them. */
public final class PartyKeys {
  private static final int SIGNERS = 3;

  private final List<ECKeyPair> keys;

  /**
   * Takes three keys.
   *
   * @param secrets scalars of secp256k1
   * @throws IllegalArgumentException if there are not three
   */
  public PartyKeys(List<BigInteger> secrets) {
    if (secrets.size() != SIGNERS) {
      throw new IllegalArgumentException("there are three signers, not " + secrets.size());
    }
    this.keys = secrets.stream().map(ECKeyPair::create).toList();
  }

  /** Signatures of two of them. */
  List<CompactSignature> sign(Bytes digest) {
    return keys.subList(0, 2).stream().map(key -> signature(key, digest)).toList();
  }

  private static CompactSignature signature(ECKeyPair key, Bytes digest) {
    Sign.SignatureData data = Sign.signMessage(digest.array(), key, false);
    return CompactSignature.of(Bytes.of(data.getR(), data.getS(), data.getV()).array());
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "PartyKeys";
  }
}
