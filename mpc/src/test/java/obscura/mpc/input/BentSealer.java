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

  /** Seals keys whose second commitment is none. */
  public static SealedKeys misfit(
      KeySealer sealer, String owner, Purpose.NoteKeys told, List<byte[]> keys) {
    SharedInput[] parts =
        SharedInput.ofKeys(
            SealedPart.origin(owner, told),
            new ShareKeys(keys),
            sealer.instance(),
            new SecureRandom());
    InputRecord honest = parts[0].record();
    byte[][] commitments = honest.commitments().clone();
    commitments[1] = new byte[commitments[0].length];
    InputRecord bent = new InputRecord(honest.instance(), honest.origin(), commitments);
    List<byte[]> boxes =
        Arrays.stream(parts)
            .map(p ->
                new SharedInput(
                    p.party(),
                    bent,
                    p.signature(),
                    p.mine(),
                    p.mineBlinding(),
                    p.next(),
                    p.nextBlinding()))
            .map(p -> SealedPart.seal(p, sealer.partyKeys().get(p.party())))
            .toList();
    return new SealedKeys(sealer.instance(), owner, told, List.of(commitments), boxes);
  }

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
