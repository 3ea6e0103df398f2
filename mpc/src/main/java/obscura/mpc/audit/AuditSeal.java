package obscura.mpc.audit;

import obscura.mpc.api.Handle;
import obscura.mpc.codec.Encoder;
import obscura.mpc.seal.SealedBox;
import obscura.mpc.share.Words;

/**
 * One party's two shares of a vector, sealed to an auditor's X25519 key ({@link SealedBox}). Bound
 * to venue instance, party, handle and auditor, so that no copy passes for another one.
 */
public final class AuditSeal {
  private static final String LABEL = "OBSCURA-AUDIT-v1";

  private AuditSeal() {}

  /**
   * What a sealed copy is of.
   *
   * @param party who seals, 0 to 2
   * @param auditor as the roster names it
   */
  public record Subject(String instance, int party, Handle handle, String auditor) {
    byte[] info() {
      return new Encoder().text(LABEL).text(instance).number(party).bytes();
    }

    byte[] associated() {
      return new Encoder().handle(handle).text(auditor).bytes();
    }
  }

  /**
   * Seals.
   *
   * @param auditorKey 32 bytes, X25519, from the roster
   * @return encapsulated key and ciphertext
   * @throws IllegalArgumentException if that is no key
   */
  public static byte[] seal(Subject subject, byte[] auditorKey, Words shares) {
    byte[] plain = new Encoder().words(shares).bytes();
    return SealedBox.seal(auditorKey, subject.info(), subject.associated(), plain);
  }
}
