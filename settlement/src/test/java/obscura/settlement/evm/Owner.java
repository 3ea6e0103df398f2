package obscura.settlement.evm;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.Opening;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.RefundMemo;
import obscura.settlement.sip.StealthPayment;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnedNote;
import obscura.settlement.wallet.OwnerWallet;

/** Somebody with a seed, who makes notes for itself and finds them again on the chain. */
final class Owner {
  private static final String CHAIN = "ethereum";

  private final byte[] seedBytes;
  private final OwnerSeed seed;
  private long made;

  Owner(String name) {
    this.seedBytes = Hash.sha256(Hash.utf8(name));
    this.seed = OwnerSeed.of(seedBytes);
  }

  /** A note to itself; the randomness is a count, so that tests repeat. */
  NewNote note(EvmVault vault, Bytes token, long amount) {
    byte[] fresh = fresh();
    return NewNote.of(
        vault,
        seed.noteKeys(),
        seed.metaAddress(CHAIN, made),
        new NewNote.Value(token, BigInteger.valueOf(amount)),
        new NewNote.Randomness(fresh, noteSeed(fresh)));
  }

  /** Terms of a lock that comes back to this owner. */
  NoteLock lock(Bytes preimage, Opening opening, long deadline) {
    byte[] fresh = fresh();
    StealthPayment back = StealthPayment.to(seed.metaAddress(CHAIN, made), fresh);
    RefundMemo memo = RefundMemo.of(back, noteSeed(fresh), opening, seed.noteKeys());
    return new NoteLock(
        Bytes.of(Hash.sha256(preimage.array())),
        Bytes.of(back.ownerField()),
        deadline,
        memo.encode());
  }

  private byte[] fresh() {
    return Hash.sha256(seedBytes, ByteBuffer.allocate(Long.BYTES).putLong(++made).array());
  }

  private static NoteSeed noteSeed(byte[] fresh) {
    return new NoteSeed(Bytes.of(Arrays.copyOf(fresh, NoteSeed.BYTES)));
  }

  private OwnerWallet wallet(EvmVault vault) {
    return new OwnerWallet(vault, CHAIN, OwnerSeed.of(seedBytes));
  }

  /** What a new wallet of the same seed holds by an archive. */
  Holdings holdings(EvmVault vault, List<VaultArchive.Entry> archive) {
    return wallet(vault).rebuild(new EvmChainArchive(vault, archive));
  }

  PlacedNote placed(EvmVault vault, List<VaultArchive.Entry> archive, OwnedNote owned) {
    EvmChainArchive chain = new EvmChainArchive(vault, archive);
    return new PlacedNote(
        owned.note(), owned.place(), wallet(vault).treePath(chain, owned.place()));
  }
}
