package obscura.desk.settle;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.service.notes.PermittedNote;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnerWallet;

/** An owner who deposits, permits, trades, and in the end has nothing but the seed. One thread. */
final class TradeOwner {
  private static final String CHAIN = "ethereum";

  /** All deposits go to the first path; the venue gets the others. */
  private static final long DEPOSITS = 0;

  private final FirmId firm;
  private final OwnerSeed seed;
  private final RandomGenerator random;
  private final Map<Bytes, BigInteger> expected = new HashMap<>();
  private long nextPath = DEPOSITS + 1;

  TradeOwner(String name, RandomGenerator random) {
    this.firm = new FirmId(name);
    this.random = random;
    this.seed = OwnerSeed.of(bytes(OwnerSeed.BYTES));
  }

  FirmId firm() {
    return firm;
  }

  OwnerSeed seed() {
    return seed;
  }

  /** The next address for the venue's stock. */
  String metaAddress() {
    return seed.metaAddress(CHAIN, nextPath++).toString();
  }

  /** A note to be deposited. */
  NewNote deposit(EvmVault vault, Bytes token, BigInteger units) {
    gets(token, units);
    return NewNote.of(
        vault,
        seed.noteKeys(),
        seed.metaAddress(CHAIN, DEPOSITS),
        new NewNote.Value(token, units),
        new NewNote.Randomness(
            bytes(OwnerSeed.BYTES), new NoteSeed(Bytes.of(bytes(NoteSeed.BYTES)))));
  }

  /** The permit of a deposited note. */
  PermittedNote permit(EvmVault vault, NewNote note, NotePlace place, long expirySeconds) {
    var key = note.memo().keyOf(seed.stealthKeys(CHAIN, DEPOSITS), note.note().owner());
    Bytes digest = vault.permitDigest(vault.noteId(note.note(), place), expirySeconds);
    CompactSignature permit = CompactSignature.of(key.orElseThrow().sign(digest.array()));
    return new PermittedNote(
        firm,
        new SpentNote(new PlacedNote(note.note(), place, List.of()), expirySeconds, permit),
        note.memo().encode());
  }

  /** Reckons with units more of a token, or less. */
  void gets(Bytes token, BigInteger units) {
    expected.merge(token, units, BigInteger::add);
  }

  /** What it should hold, by token. */
  Map<Bytes, BigInteger> expected() {
    return Map.copyOf(expected);
  }

  /** What a new wallet finds with the seed and the chain. */
  Holdings rebuilt(EvmVault vault, EvmChainArchive archive) {
    return new OwnerWallet(vault, CHAIN, seed).rebuild(archive);
  }

  private byte[] bytes(int count) {
    byte[] fresh = new byte[count];
    random.nextBytes(fresh);
    return fresh;
  }
}
