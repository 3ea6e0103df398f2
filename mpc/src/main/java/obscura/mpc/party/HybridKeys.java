package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KEM;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * One side's fresh keys for a hybrid agreement, X25519 (RFC 7748) beside ML-KEM-768 (FIPS 203): the
 * outcome is secret while one of both holds. The initiator offers two public keys; the responder
 * answers with a public key and a ciphertext.
 */
final class HybridKeys {
  private static final int X25519_BYTES = 44;
  private static final int ML_KEM_PUBLIC_BYTES = 1206;
  private static final int ML_KEM_CIPHERTEXT_BYTES = 1088;

  /** Bytes of an offer: both public keys in their X.509 form. */
  static final int OFFER_BYTES = X25519_BYTES + ML_KEM_PUBLIC_BYTES;

  /** Bytes of an answer. */
  static final int ANSWER_BYTES = X25519_BYTES + ML_KEM_CIPHERTEXT_BYTES;

  private final KeyPair curve;
  private final KeyPair lattice;

  /** What both sides come to; the responder's with what it has to send. */
  record Agreed(SecretKey curve, SecretKey lattice, byte[] answer) {}

  /** Draws the initiator's keys. */
  HybridKeys() throws GeneralSecurityException {
    this.curve = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    this.lattice = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
  }

  byte[] offer() {
    return ByteBuffer.allocate(OFFER_BYTES)
        .put(curve.getPublic().getEncoded())
        .put(lattice.getPublic().getEncoded())
        .array();
  }

  /** The responder's part. */
  static Agreed respond(byte[] offer) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(offer);
    PublicKey theirCurve = publicKey("X25519", in, X25519_BYTES);
    PublicKey theirLattice = publicKey("ML-KEM-768", in, ML_KEM_PUBLIC_BYTES);
    KeyPair own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
    KEM.Encapsulated sealed =
        KEM.getInstance("ML-KEM").newEncapsulator(theirLattice).encapsulate();
    byte[] answer =
        ByteBuffer.allocate(ANSWER_BYTES)
            .put(own.getPublic().getEncoded())
            .put(sealed.encapsulation())
            .array();
    return new Agreed(agree(own, theirCurve), sealed.key(), answer);
  }

  /** The initiator's end. */
  Agreed finish(byte[] answer) throws GeneralSecurityException {
    ByteBuffer in = ByteBuffer.wrap(answer);
    PublicKey theirCurve = publicKey("X25519", in, X25519_BYTES);
    byte[] ciphertext = new byte[ML_KEM_CIPHERTEXT_BYTES];
    in.get(ciphertext);
    SecretKey opened =
        KEM.getInstance("ML-KEM").newDecapsulator(lattice.getPrivate()).decapsulate(ciphertext);
    return new Agreed(agree(curve, theirCurve), opened, answer);
  }

  private static PublicKey publicKey(String algorithm, ByteBuffer in, int length)
      throws GeneralSecurityException {
    byte[] encoded = new byte[length];
    in.get(encoded);
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
  }

  private static SecretKey agree(KeyPair own, PublicKey theirs) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance("X25519");
    agreement.init(own.getPrivate());
    agreement.doPhase(theirs, true);
    return new SecretKeySpec(agreement.generateSecret(), "Generic");
  }
}
