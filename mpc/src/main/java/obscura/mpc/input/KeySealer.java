package obscura.mpc.input;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;

/**
 * Seals an owner's share keys to the parties, on the owner's own machine. Thread-safe.
 *
 * @param instance of the venue
 * @param partyKeys the sealing keys of the three parties, X25519, 32 bytes each, from a roster
 *     whose signatures were verified
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeySealer(String instance, List<byte[]> partyKeys) {
  private static final int PARTIES = 3;

  /** Copies. */
  public KeySealer {
    if (partyKeys.size() != PARTIES) {
      throw new IllegalArgumentException("three parties have keys, not " + partyKeys.size());
    }
    partyKeys = partyKeys.stream().map(byte[]::clone).toList();
  }

  /**
   * Seals, each time with other randomness: another handle for the same keys.
   *
   * @param owner a CompID
   * @param paths meta-addresses of the owner's wallet
   * @throws IllegalArgumentException if a party's key is none
   */
  public SealedKeys seal(String owner, List<String> paths, ShareKeys keys, SecureRandom random) {
    Purpose.NoteKeys told = new Purpose.NoteKeys(paths, keys.fingerprints());
    SharedInput[] parts =
        SharedInput.ofKeys(SealedPart.origin(owner, told), keys, instance, random);
    List<byte[]> boxes = new ArrayList<>();
    for (SharedInput part : parts) {
      boxes.add(SealedPart.seal(part, partyKeys.get(part.party())));
    }
    List<byte[]> commitments = List.of(parts[0].record().commitments());
    return new SealedKeys(instance, owner, told, commitments, boxes);
  }
}
