package obscura.mpc.input;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;

/** Somebody who seals what an honest wallet would not: other keys than the record tells of. */
public final class BentSealer {
  private BentSealer() {}

  /** Seals these keys under that record. */
  public static SealedKeys seal(
      KeySealer sealer, String owner, Purpose.NoteKeys told, List<byte[]> keys) {
    SharedInput[] parts =
        SharedInput.ofKeys(
            SealedPart.origin(owner, told),
            new ShareKeys(keys),
            sealer.instance(),
            new SecureRandom());
    List<byte[]> boxes = new ArrayList<>();
    Arrays.stream(parts)
        .forEach(part -> boxes.add(SealedPart.seal(part, sealer.partyKeys().get(part.party()))));
    List<byte[]> commitments = List.of(parts[0].record().commitments());
    return new SealedKeys(sealer.instance(), owner, told, commitments, boxes);
  }
}
