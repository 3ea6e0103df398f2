package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.util.function.IntToLongFunction;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.KeysWord;
import obscura.mpc.net.Links;
import obscura.mpc.note.OneTime;
import obscura.mpc.note.ShareKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Words;

/**
 * Whether share keys are those of their owner. What the gateway signs is not enough, for a venue
 * could bring in keys of its own: the operators name them in the roster by their digest, or the
 * owner signs that digest with a key of its own that the roster names. The digest covers
 * fingerprints of all three keys, and each party holds its two against them.
 */
final class OwnersKeys {
  private static final int KEY_WORDS = ShareKey.BYTES / Long.BYTES;
  private static final int SHARES = 3;

  private OwnersKeys() {}

  /** The key that a party holds as its first share. */
  static byte[] mine(Words words) {
    return key(words::mine);
  }

  /** The key that it holds as its second share. */
  static byte[] next(Words words) {
    return key(words::next);
  }

  private static byte[] key(IntToLongFunction word) {
    ByteBuffer key = ByteBuffer.allocate(ShareKey.BYTES);
    for (int k = 0; k < KEY_WORDS; k++) {
      key.putLong(word.applyAsLong(k));
    }
    return key.array();
  }

  /** Whether a party's two shares are the keys of which the record tells the fingerprints. */
  static boolean areOfRecord(Purpose.NoteKeys told, int party, Words shares) {
    int second = (party + 1) % SHARES;
    return told.fingerprints().size() == SHARES
        && told.fingerprints().get(party).equals(ShareKeys.fingerprint(party, mine(shares)))
        && told.fingerprints().get(second).equals(ShareKeys.fingerprint(second, next(shares)));
  }

  /** Whether a record is one: to whom its notes would go can be computed. */
  static boolean isRecord(Purpose.NoteKeys told) {
    return told.fingerprints().size() == SHARES && told.paths().stream().allMatch(OneTime::isPath);
  }

  /**
   * Whether they may be taken into use.
   *
   * @param word the owner's own signature; empty if there is none
   */
  static boolean areNamed(Roster roster, String owner, Purpose.NoteKeys told, String word) {
    String digest = told.digest(owner);
    KeysWord said = new KeysWord(roster.instance(), owner, digest);
    return roster
        .noteKeys(owner, digest)
        .map(Entry.NoteKeys::allowed)
        .orElseGet(() -> roster.owner(owner).filter(key -> said.isSigned(word, key)).isPresent());
  }

  /** Whether the operators have taken keys out of use that were admitted. */
  static boolean areForbidden(Roster roster, String owner, Purpose.NoteKeys told) {
    return roster.noteKeys(owner, told.digest(owner)).filter(named -> !named.allowed()).isPresent();
  }

  /**
   * Whether all three hold the keys of the record. Each says so of its two: what a party was given
   * back by the others it has never held against the fingerprints. One round.
   */
  static boolean areHeldByAll(Links links, Purpose.NoteKeys told, Words shares) {
    long[] own = {areOfRecord(told, links.party(), shares) ? 1 : 0};
    long[] next = new long[1];
    long[] previous = new long[1];
    links.exchange(own, own, next, previous, 1);
    return own[0] == 1 && next[0] == 1 && previous[0] == 1;
  }
}
