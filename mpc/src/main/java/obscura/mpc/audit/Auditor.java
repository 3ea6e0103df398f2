package obscura.mpc.audit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Vector;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.seal.SealingKey;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Words;

/**
 * The auditor's side: opens what three parties sealed to it, requires that every share came twice
 * and alike, and puts the vector together. Each share is held by two parties, so one party alone
 * can spoil the answer and be noticed, but not change it. Immutable.
 */
public final class Auditor {
  private static final int PARTIES = 3;

  private final SealingKey key;

  /**
   * With a secret key.
   *
   * @param secret 32 bytes, X25519
   */
  public Auditor(byte[] secret) {
    this.key = new SealingKey(secret);
  }

  /** A fresh secret key. */
  public static byte[] newSecret() {
    return SealingKey.newSecret();
  }

  /** The public key for the roster, 32 bytes. */
  public byte[] publicKey() {
    return key.publicKey();
  }

  /**
   * The vector behind three sealed copies.
   *
   * @param name of this auditor in the roster
   * @param sealed the copies, in the order of the parties
   * @throws AuditException that names the party at fault, or the pair of which one is
   */
  public Vector open(String instance, Handle handle, String name, List<byte[]> sealed) {
    if (sealed.size() != PARTIES) {
      throw new AuditException(sealed.size() + " copies, needed are 3");
    }
    List<Words> shares = new ArrayList<>();
    for (int party = 0; party < PARTIES; party++) {
      AuditSeal.Subject subject = new AuditSeal.Subject(instance, party, handle, name);
      shares.add(opened(subject, sealed.get(party)));
    }
    requireAlike(shares);
    Opening opening = new Opening(Opening.Tally.NONE);
    long[] v = opening.open("audit", shares.get(0), shares.get(1), shares.get(2));
    return new Vector(v[0], v[1], v[2], v[3], v[4], v[5], v[6]);
  }

  private Words opened(AuditSeal.Subject subject, byte[] copy) {
    byte[] plain =
        key.open(copy, subject.info(), subject.associated()).orElseThrow(() -> wrong(subject));
    try {
      Words words = new Decoder(plain).words();
      if (words.size() == Vector.WORDS) {
        return words;
      }
    } catch (MalformedException | IllegalArgumentException damaged) {
      throw wrong(subject);
    }
    throw wrong(subject);
  }

  private static AuditException wrong(AuditSeal.Subject subject) {
    return new AuditException(
        "the copy of party "
            + subject.party()
            + " is damaged, or sealed for another key, handle or auditor");
  }

  /** Who differs from both neighbours is the one; if two differ from each other, one of them is. */
  private static void requireAlike(List<Words> shares) {
    List<Integer> differing = new ArrayList<>();
    for (int party = 0; party < PARTIES; party++) {
      if (!isAlike(shares.get(party), shares.get((party + 1) % PARTIES))) {
        differing.add(party);
      }
    }
    switch (differing.size()) {
      case 0 -> {}
      case 1 ->
          throw new AuditException(
              "the copies of party "
                  + differing.getFirst()
                  + " and party "
                  + (differing.getFirst() + 1) % PARTIES
                  + " differ: one of the two lies");
      case 2 ->
          throw new AuditException(
              "the copy of party " + common(differing) + " differs from those of both others");
      default -> throw new AuditException("all three copies differ: more than one party lies");
    }
  }

  /** The party of both pairs, each named by its first one. */
  private static int common(List<Integer> pairs) {
    int first = pairs.get(0);
    int second = pairs.get(1);
    return (first + 1) % PARTIES == second ? second : first;
  }

  private static boolean isAlike(Words party, Words next) {
    for (int k = 0; k < Vector.WORDS; k++) {
      if (party.next(k) != next.mine(k)) {
        return false;
      }
    }
    return true;
  }
}
