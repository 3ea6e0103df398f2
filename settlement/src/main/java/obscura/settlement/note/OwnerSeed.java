package obscura.settlement.note;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import obscura.settlement.crypto.Hash;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;

/**
 * The owner's seed, 32 bytes, from which alone all keys follow: HKDF-SHA256 (RFC 5869), salt {@code
 * OBSCURA-OWNER-v1}, one path for each key. With the chain it rebuilds every opening.
 *
 * <p><b>Quantum-resistant derivation</b> (requirement 8.3): there is one path for each trade, and
 * between two paths, and between a path and the seed, there is nothing but a hash. No public key of
 * a parent exists, so none is published. Whoever computes the secrets of one path from its public
 * keys, as a quantum computer could, learns nothing of the seed and nothing of another path; with
 * additive derivation (BIP 32 without hardening, or one meta-address for all trades) that one
 * secret would open them all. Against the search for the seed itself 256 bits leave 128 to a
 * quantum computer (Grover).
 *
 * <p>It does not protect: the note of the path itself, once its one-time public key has been seen
 * (on Solana it is the owner field; on EVM it follows from the first signature), because the chains
 * verify ECDSA and Ed25519 only; the link between a path and its payments, which the shared point
 * hides no better than the curve does; and the binding of commitments: amounts stay hidden from
 * every computer (the blindings are hashes), but who finds logarithms can open a commitment to
 * another amount. The seed must be kept under a root that a quantum computer does not open; this
 * class keeps it in memory only.
 *
 * <p>Constant time: the derivation. What is then done with the keys says so itself.
 */
public final class OwnerSeed {
  /** Bytes of a seed. */
  public static final int BYTES = 32;

  private static final String SALT = "OBSCURA-OWNER-v1";

  private final byte[] value;

  private OwnerSeed(byte[] value) {
    this.value = value;
  }

  /**
   * Copies.
   *
   * @param value 32 random bytes
   * @throws IllegalArgumentException if it has another length
   */
  public static OwnerSeed of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + value.length);
    }
    return new OwnerSeed(value.clone());
  }

  /** K_0, K_1, K_2, each to be sealed to the two parties that hold its share. */
  public List<ShareKey> shareKeys() {
    return IntStream.range(0, NoteKeys.SHARES)
        .mapToObj(k -> ShareKey.of(derive("share:" + k)))
        .toList();
  }

  /** The share keys together. */
  public NoteKeys noteKeys() {
    return new NoteKeys(shareKeys());
  }

  /**
   * Spend and view secrets of a trade path.
   *
   * @param chain a chain of SIP, e.g. {@code ethereum}
   * @param path number of the trade path, 0 or more, each to be used once
   * @throws IllegalArgumentException if the path is negative, or SIP has no such chain; with a
   *     probability below 2^-127 also if this path gives no key
   */
  public StealthKeys stealthKeys(String chain, long path) {
    if (path < 0) {
      throw new IllegalArgumentException("a path is 0 or more, not " + path);
    }
    String tail = String.format(Locale.ROOT, ":%s:%d", chain, path);
    return StealthKeys.of(StealthCurve.of(chain), derive("spend" + tail), derive("view" + tail));
  }

  /** The public keys of a trade path: what the wallet hands the venue. */
  public MetaAddress metaAddress(String chain, long path) {
    return stealthKeys(chain, path).metaAddress(chain);
  }

  private byte[] derive(String info) {
    return Hash.hkdfSha256(value, SALT, info, BYTES);
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "OwnerSeed";
  }
}
