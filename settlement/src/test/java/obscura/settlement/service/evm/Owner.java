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
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.service.notes.PermittedNote;
import obscura.settlement.sip.OneTimeKey;

/** An owner with a wallet: deposits notes and permits the venue to spend them. */
public final class Owner {
  private static final String CHAIN = "ethereum";
  private static final long FIRST_STOCK_PATH = 1_000;

  public final FirmId firm;
  public final OwnerSeed seed;
  private long paths;
  private long stocked;

  public Owner(String name) {
    firm = new FirmId(name);
    seed = OwnerSeed.of(Hash.sha256(Hash.utf8(name)));
  }

  /** The next meta-address for the venue's stock. */
  public String metaAddress() {
    return seed.metaAddress(CHAIN, FIRST_STOCK_PATH + stocked++).toString();
  }

  /** Whether a note was made for one of the stock. */
  public boolean owns(NoteMemo memo, Bytes owner) {
    for (long path = stocked - 1; path >= 0; path--) {
      if (memo.keyOf(seed.stealthKeys(CHAIN, FIRST_STOCK_PATH + path), owner).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** Deposits tokens that the account holds and has approved. */
  Deposit deposit(Anvil anvil, String account, EvmVault vault, NewNote.Value value) {
    Made made = made(vault, value);
    Map<?, ?> receipt =
        anvil.send(
            account,
            vault.address().toString(),
            VaultCalls.deposit(
                    value.token(), made.note.note().owner(), made.note.opening(), made.note.memo())
                .toString());
    List<?> logs = (List<?>) receipt.get("logs");
    String batch = (String) ((List<?>) ((Map<?, ?>) logs.getLast()).get("topics")).get(1);
    return placed(made, new BigInteger(batch.substring(2), 16).longValue());
  }

  /** A note at a place of its own. */
  public static Deposit placed(Made made, long batch) {
    PlacedNote placed = new PlacedNote(made.note.note(), new NotePlace(batch, 0), List.of());
    return new Deposit(placed, made.note, made.key);
  }

  /** A note for the owner's next path, and its key. */
  public record Made(NewNote note, OneTimeKey key) {}

  public Made made(EvmVault vault, NewNote.Value value) {
    long path = paths++;
    byte[] secret = Hash.sha256(Hash.utf8(firm + " ephemeral " + path));
    NewNote made =
        NewNote.of(
            vault,
            seed.noteKeys(),
            seed.metaAddress(CHAIN, path),
            value,
            new NewNote.Randomness(
                secret,
                new NoteSeed(Bytes.of(Arrays.copyOf(Hash.sha256(secret), NoteSeed.BYTES)))));
    return new Made(
        made, made.memo().keyOf(seed.stealthKeys(CHAIN, path), made.note().owner()).orElseThrow());
  }

  /** A deposited note and its key. */
  public record Deposit(PlacedNote note, NewNote made, OneTimeKey key) {}

  public PermittedNote permit(EvmVault vault, Deposit deposit, long expirySeconds) {
    Bytes digest = vault.permitDigest(deposit.note.id(vault), expirySeconds);
    return new PermittedNote(
        firm,
        new SpentNote(
            deposit.note, expirySeconds, CompactSignature.of(deposit.key.sign(digest.array()))),
        deposit.made.memo().encode());
  }
}
