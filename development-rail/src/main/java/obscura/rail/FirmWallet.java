package obscura.rail;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmBatch;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.service.notes.PermittedNote;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;

/**
 * A demo firm's wallet: its seed lies in a file, and it permits every note that it finds. One
 * thread.
 */
final class FirmWallet {
  static final String CHAIN = "ethereum";

  /** The firm's own deposits go to the first path. */
  private static final long DEPOSITS = 0;

  private final FirmId firm;
  private final EvmVault vault;
  private final OwnerSeed seed;
  private final OwnerWallet wallet;
  private final SecureRandom random = new SecureRandom();
  private long nextPath = DEPOSITS + 1;
  private long handedOut = DEPOSITS + 1;

  /** Reads the firm's seed, or makes one. */
  FirmWallet(FirmId firm, EvmVault vault, Path folder) throws IOException {
    this.firm = firm;
    this.vault = vault;
    this.seed = OwnerSeed.of(seed(folder.resolve(firm + ".seed"), random));
    this.wallet = new OwnerWallet(vault, CHAIN, seed);
  }

  private static byte[] seed(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[OwnerSeed.BYTES];
      random.nextBytes(fresh);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(fresh));
    }
    return HexFormat.of().parseHex(Files.readString(file).strip());
  }

  FirmId firm() {
    return firm;
  }

  OwnerSeed ownerSeed() {
    return seed;
  }

  /** A note of its own, to be deposited. */
  NewNote deposit(Bytes token, BigInteger units) {
    return NewNote.of(
        vault,
        seed.noteKeys(),
        seed.metaAddress(CHAIN, DEPOSITS),
        new NewNote.Value(token, units),
        new NewNote.Randomness(
            bytes(OwnerSeed.BYTES), new NoteSeed(Bytes.of(bytes(NoteSeed.BYTES)))));
  }

  /** The permit of a deposited note. */
  PermittedNote permitted(NewNote note, NotePlace place, long expirySeconds) {
    var key = note.memo().keyOf(seed.stealthKeys(CHAIN, DEPOSITS), note.note().owner());
    Bytes id = vault.noteId(note.note(), place);
    Bytes digest = vault.permitDigest(id, expirySeconds);
    CompactSignature permit = CompactSignature.of(key.orElseThrow().sign(digest.array()));
    return new PermittedNote(
        firm,
        new SpentNote(new PlacedNote(note.note(), place, List.of()), expirySeconds, permit),
        note.memo().encode());
  }

  /** Permits for what a settled batch brought this firm. */
  List<PermittedNote> permits(EvmBatch batch, long expirySeconds) {
    Holdings before = new Holdings(List.of(), List.of(), List.of(), nextPath);
    List<PlacedNote> placed = batch.placed(vault);
    List<PermittedNote> permits = new ArrayList<>();
    for (OwnedNote note : wallet.preview(batch.content(), before)) {
      nextPath = Math.max(nextPath, note.path() + 1);
      Bytes permit = new OwnerSignatures(vault).permit(note, expirySeconds);
      int index = note.place().index();
      permits.add(
          new PermittedNote(
              firm,
              new SpentNote(placed.get(index), expirySeconds, CompactSignature.of(permit.array())),
              batch.content().outputs().get(index).memo()));
    }
    return permits;
  }

  /** Addresses that the venue may use next. */
  List<MetaAddress> stock() {
    Holdings now = new Holdings(List.of(), List.of(), List.of(), nextPath);
    int count = (int) (nextPath + OwnerWallet.GAP - handedOut);
    List<MetaAddress> fresh = wallet.stock(now, handedOut, count);
    handedOut += count;
    return fresh;
  }

  private byte[] bytes(int count) {
    byte[] fresh = new byte[count];
    random.nextBytes(fresh);
    return fresh;
  }
}
