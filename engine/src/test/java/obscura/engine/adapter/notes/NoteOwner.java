package obscura.engine.adapter.notes;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.LongStream;
import obscura.domain.ParticipantId;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.ShareKeys;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.CompactSignature;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.evm.SpentNote;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.ShareKey;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerSignatures;
import obscura.settlement.wallet.OwnerWallet;

/** Somebody with a seed. What it holds it reads out of the chain each time. */
final class NoteOwner {
  private static final String CHAIN = "ethereum";
  static final int PATHS = 40;

  /** Deposits go to the last paths of the stock, trades to the first. */
  private int nextDeposit = PATHS - 1;

  final ParticipantId id;
  private final byte[] secret;
  private final OwnerSeed seed;
  private final EvmVault vault;

  NoteOwner(String name, EvmVault vault) {
    this.id = new ParticipantId(name);
    this.secret = Hash.sha256(Hash.utf8(name));
    this.seed = OwnerSeed.of(secret);
    this.vault = vault;
  }

  Purpose.NoteKeys purpose() {
    return new Purpose.NoteKeys(
        LongStream.range(0, PATHS)
            .mapToObj(path -> seed.metaAddress(CHAIN, path).toString())
            .toList(),
        shareKeys().fingerprints());
  }

  ShareKeys shareKeys() {
    return new ShareKeys(seed.shareKeys().stream().map(ShareKey::exposeSecret).toList());
  }

  /** A deposit, and what its owner says of it. */
  record Deposit(NewNote note, Purpose.Deposit word) {}

  Deposit deposit(Handle keys, Bytes token, boolean base, BigInteger units) {
    int path = nextDeposit--;
    byte[] ephemeral = Hash.sha256(secret, ByteBuffer.allocate(4).putInt(path).array());
    ephemeral[0] &= 0x7f;
    NewNote note =
        NewNote.of(
            vault,
            seed.noteKeys(),
            seed.metaAddress(CHAIN, path),
            new NewNote.Value(token, units),
            new NewNote.Randomness(
                ephemeral, new NoteSeed(Bytes.of(java.util.Arrays.copyOf(ephemeral, 16)))));
    HexFormat hex = HexFormat.of();
    return new Deposit(
        note,
        new Purpose.Deposit(
            new Settlement.Destination(keys, path, hex.formatHex(ephemeral)),
            SharedScene.INSTRUMENT,
            base,
            units.toString(),
            "%064x".formatted(note.opening().blinding())));
  }

  /** What a wallet of the seed alone finds. */
  Holdings holdings(List<VaultArchive.Entry> chain) {
    return wallet().rebuild(new EvmChainArchive(vault, chain));
  }

  BigInteger balance(List<VaultArchive.Entry> chain, Bytes token) {
    return holdings(chain).balances().getOrDefault(token, BigInteger.ZERO);
  }

  PlacedNote placed(List<VaultArchive.Entry> chain, OwnedNote note) {
    return new PlacedNote(
        note.note(),
        note.place(),
        wallet().treePath(new EvmChainArchive(vault, chain), note.place()));
  }

  /** Permits everything that it holds. */
  List<SpentNote> permits(List<VaultArchive.Entry> chain, long expirySeconds) {
    OwnerSignatures signatures = new OwnerSignatures(vault);
    return holdings(chain).unspent().stream()
        .filter(note -> note.opening().amount().signum() > 0)
        .map(note ->
            new SpentNote(
                placed(chain, note),
                expirySeconds,
                CompactSignature.of(signatures.permit(note, expirySeconds).array())))
        .toList();
  }

  private OwnerWallet wallet() {
    return new OwnerWallet(vault, CHAIN, OwnerSeed.of(secret));
  }
}
