package obscura.settlement.evm;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.Note;
import obscura.settlement.note.NoteKeys;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.Opening;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;

/** Somebody with a seed, who makes notes for itself and finds them again on the chain. */
final class Owner {
  private static final String CHAIN = "ethereum";
  private static final long PATHS = 3;

  private final byte[] seedBytes;
  private final OwnerSeed seed;
  private final NoteKeys keys;
  private long made;

  /** A note that is the owner's, with all that is needed to spend it. */
  record Owned(PlacedNote placed, Opening opening, OneTimeKey key) {
    CompactSignature sign(Bytes digest) {
      return CompactSignature.of(key.sign(digest.array()));
    }
  }

  Owner(String name) {
    this.seedBytes = Hash.sha256(Hash.utf8(name));
    this.seed = OwnerSeed.of(seedBytes);
    this.keys = seed.noteKeys();
  }

  /** The same owner on a new machine. */
  Owner fromSeedAlone() {
    return new Owner(seedBytes);
  }

  private Owner(byte[] seedBytes) {
    this.seedBytes = seedBytes;
    this.seed = OwnerSeed.of(seedBytes);
    this.keys = seed.noteKeys();
  }

  /** A note to itself; the randomness is a count, so that tests repeat. */
  NewNote note(EvmVault vault, Bytes token, long amount) {
    byte[] fresh = Hash.sha256(seedBytes, ByteBuffer.allocate(Long.BYTES).putLong(made).array());
    NoteSeed noteSeed = new NoteSeed(Bytes.of(java.util.Arrays.copyOf(fresh, NoteSeed.BYTES)));
    return NewNote.of(
        vault,
        keys,
        seed.metaAddress(CHAIN, made++ % PATHS),
        new NewNote.Value(token, BigInteger.valueOf(amount)),
        new NewNote.Randomness(fresh, noteSeed));
  }

  /** What of an archive is the owner's, spent or not. */
  List<Owned> scan(EvmVault vault, List<VaultArchive.Entry> archive) {
    List<Owned> found = new ArrayList<>();
    for (VaultArchive.Entry entry : archive) {
      if (entry.log().event() instanceof VaultEvent.Deposited deposit) {
        mine(vault, deposit.note(), deposit.memo())
            .map(mine -> mine.at(new PlacedNote(deposit.note(), deposit.place(), List.of())))
            .ifPresent(found::add);
      }
      entry.batch().ifPresent(batch -> found.addAll(scan(vault, batch)));
    }
    return found;
  }

  private List<Owned> scan(EvmVault vault, EvmBatch batch) {
    List<Owned> found = new ArrayList<>();
    List<PlacedNote> placed = batch.placed(vault);
    for (int i = 0; i < placed.size(); i++) {
      NoteOutput output = batch.content().outputs().get(i);
      PlacedNote place = placed.get(i);
      mine(vault, output.note(), output.memo()).map(mine -> mine.at(place)).ifPresent(found::add);
    }
    return found;
  }

  private Optional<Found> mine(EvmVault vault, Note note, Bytes memo) {
    return NoteMemo.parse(StealthCurve.SECP256K1, memo)
        .flatMap(read ->
            LongStream.range(0, PATHS)
                .mapToObj(path -> read.keyOf(seed.stealthKeys(CHAIN, path), note.owner()))
                .flatMap(Optional::stream)
                .findFirst()
                .flatMap(
                    key -> read.open(vault, note, keys).map(opening -> new Found(opening, key))));
  }

  private record Found(Opening opening, OneTimeKey key) {
    Owned at(PlacedNote placed) {
      return new Owned(placed, opening, key);
    }
  }
}
