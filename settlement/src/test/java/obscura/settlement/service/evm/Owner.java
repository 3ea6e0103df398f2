package obscura.settlement.service.evm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.service.notes.PermittedNote;
import obscura.settlement.sip.OneTimeKey;

/** An owner with a wallet: deposits notes and permits the venue to spend them. */
final class Owner {
  private static final String CHAIN = "ethereum";
  private static final long FIRST_STOCK_PATH = 1_000;

  final FirmId firm;
  final OwnerSeed seed;
  private long paths;
  private long stocked;

  Owner(String name) {
    firm = new FirmId(name);
    seed = OwnerSeed.of(Hash.sha256(Hash.utf8(name)));
  }

  /** The next meta-address for the venue's stock. */
  String metaAddress() {
    return seed.metaAddress(CHAIN, FIRST_STOCK_PATH + stocked++).toString();
  }

  /** How many of its paths a note could be for. */
  long stockPaths() {
    return stocked;
  }

  /** The key of a note made for one of the stock. */
  boolean owns(obscura.settlement.note.NoteMemo memo, Bytes owner) {
    for (long path = 0; path < stocked; path++) {
      if (memo.keyOf(seed.stealthKeys(CHAIN, FIRST_STOCK_PATH + path), owner).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Deposits tokens that the account holds and has approved. */
  Deposit deposit(Anvil anvil, String account, EvmVault vault, Bytes token, long units) {
    long path = paths++;
    byte[] secret = Hash.sha256(Hash.utf8(firm + " ephemeral " + path));
    NewNote made =
        NewNote.of(
            vault,
            seed.noteKeys(),
            seed.metaAddress(CHAIN, path),
            new NewNote.Value(token, BigInteger.valueOf(units)),
            new NewNote.Randomness(
                secret,
                new NoteSeed(Bytes.of(Arrays.copyOf(Hash.sha256(secret), NoteSeed.BYTES)))));
    Map<?, ?> receipt =
        anvil.send(
            account,
            vault.address().toString(),
            VaultCalls.deposit(token, made.note().owner(), made.opening(), made.memo()).toString());
    List<?> logs = (List<?>) receipt.get("logs");
    String batch = (String) ((List<?>) ((Map<?, ?>) logs.getLast()).get("topics")).get(1);
    NotePlace place = new NotePlace(new BigInteger(batch.substring(2), 16).longValue(), 0);
    OneTimeKey key =
        made.memo().keyOf(seed.stealthKeys(CHAIN, path), made.note().owner()).orElseThrow();
    return new Deposit(new PlacedNote(made.note(), place, List.of()), made, key);
  }

  /** A deposited note and its key. */
  record Deposit(PlacedNote note, NewNote made, OneTimeKey key) {}

  PermittedNote permit(EvmVault vault, Deposit deposit, long expirySeconds) {
    Bytes digest = vault.permitDigest(deposit.note.id(vault), expirySeconds);
    return new PermittedNote(
        firm,
        new SpentNote(
            deposit.note,
            expirySeconds,
            CompactSignature.of(deposit.key.sign(digest.array()))),
        deposit.made.memo().encode());
  }
}
