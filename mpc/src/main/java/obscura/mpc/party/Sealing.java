package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;

/**
 * Gives every party a commitment to the share that it does not hold, of each item that a job leaves
 * behind. Both holders of a share send it; one of them is honest, so if the two agree it is right.
 * The blinding comes from a key that only the holders have, so nothing can be guessed and tried.
 * One round, and none for a job that leaves nothing ({@code docs/mpc-security.md}, "A party that
 * lost its state"). One thread.
 */
final class Sealing {
  private static final String LABEL = "OBSCURA-SEAL-v1";
  private static final String BLINDING = "OBSCURA-SEAL-BLINDING-v1";
  private static final int WORDS = 4;

  private final Links links;
  private final Mac own;
  private final Mac next;

  /**
   * For one epoch.
   *
   * @param ownKey 32 bytes, known to this party and the one before
   * @param nextKey 32 bytes, known to the next party and this one
   */
  Sealing(Links links, byte[] ownKey, byte[] nextKey) {
    this.links = links;
    this.own = mac(ownKey);
    this.next = mac(nextKey);
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC", e);
    }
  }

  /**
   * The seals of what these changes leave behind, as changes themselves.
   *
   * @param run in which they were made; its messages go on
   */
  List<Change> seals(long run, List<Change> changes) {
    Map<Item, Change> last = new LinkedHashMap<>();
    changes.forEach(change -> last.put(Item.of(change), change));
    List<Change> seals = new ArrayList<>();
    List<Change> left = new ArrayList<>();
    last.forEach((item, change) -> {
      if (change.isRemoval()) {
        seals.add(new Change.OfSeal(item, null));
      } else {
        left.add(change);
      }
    });
    if (!left.isEmpty()) {
      seals.addAll(exchanged(run, left));
    }
    return seals;
  }

  private List<Change> exchanged(long run, List<Change> items) {
    int count = items.size() * WORDS;
    long[] ofMine = new long[count];
    long[] ofNext = new long[count];
    byte[][] mineBlindings = new byte[items.size()][];
    byte[][] nextBlindings = new byte[items.size()][];
    for (int k = 0; k < items.size(); k++) {
      mineBlindings[k] = blinding(own, run, k);
      nextBlindings[k] = blinding(next, run, k);
      put(ofMine, k, commitment(links.party(), ShareView.MINE, items.get(k), mineBlindings[k]));
      put(ofNext, k, commitment(links.next(), ShareView.NEXT, items.get(k), nextBlindings[k]));
    }
    long[] told = new long[count];
    long[] again = new long[count];
    links.exchange(ofMine, ofNext, told, again, count);
    if (!Arrays.equals(told, again)) {
      throw new PeersDifferException(
          "two parties hold different copies of a stored share", links.others());
    }
    List<Change> seals = new ArrayList<>();
    for (int k = 0; k < items.size(); k++) {
      Seal seal = new Seal(mineBlindings[k], nextBlindings[k], get(told, k), null);
      seals.add(new Change.OfSeal(Item.of(items.get(k)), seal));
    }
    return seals;
  }

  private static byte[] blinding(Mac key, long run, int place) {
    key.update(BLINDING.getBytes(StandardCharsets.US_ASCII));
    key.update(ByteBuffer.allocate(12).putLong(run).putInt(place).flip());
    return key.doFinal();
  }

  /** Commits to share k of what a job made: a digest of the item with this share alone. */
  static byte[] commitment(int k, ShareView view, Change item, byte[] blinding) {
    MessageDigest sha = Commitment.sha256();
    sha.update(LABEL.getBytes(StandardCharsets.US_ASCII));
    sha.update((byte) k);
    sha.update(blinding);
    sha.update(view.of(item));
    return sha.digest();
  }

  private static void put(long[] words, int place, byte[] digest) {
    ByteBuffer.wrap(digest).asLongBuffer().get(words, place * WORDS, WORDS);
  }

  private static byte[] get(long[] words, int place) {
    ByteBuffer bytes = ByteBuffer.allocate(Seal.BYTES);
    bytes.asLongBuffer().put(words, place * WORDS, WORDS);
    return bytes.array();
  }
}
