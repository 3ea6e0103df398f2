package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.evm.EvmChainArchive;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NewNote;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteSeed;
import obscura.settlement.note.Opening;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.note.RefundMemo;
import obscura.settlement.sip.StealthPayment;
import obscura.settlement.wallet.Holdings;
import obscura.settlement.wallet.OwnerWallet;

/** Somebody with a seed. Its randomness is a count, so that tests repeat. */
final class Owner {
  private static final String CHAIN = "ethereum";

  private final String name;
  private final byte[] seedBytes;
  private long made;

  Owner(String name) {
    this.name = name;
    this.seedBytes = Hash.sha256(Hash.utf8(name));
  }

  OwnerSeed seed() {
    return OwnerSeed.of(seedBytes);
  }

  String secret() {
    return HexFormat.of().formatHex(seedBytes);
  }

  /** The seed in a file. */
  Path seedFile(Path folder) throws IOException {
    return Files.writeString(folder.resolve(name + ".seed"), secret());
  }

  OwnerWallet wallet(EvmVault vault) {
    return new OwnerWallet(vault, CHAIN, seed());
  }

  NewNote note(EvmVault vault, Bytes token, BigInteger units) {
    byte[] fresh = fresh();
    return NewNote.of(
        vault,
        seed().noteKeys(),
        seed().metaAddress(CHAIN, made),
        new NewNote.Value(token, units),
        new NewNote.Randomness(fresh, noteSeed(fresh)));
  }

  /** Terms of a lock that comes back to this owner. */
  NoteLock lock(Opening opening, long deadline) {
    byte[] fresh = fresh();
    StealthPayment back = StealthPayment.to(seed().metaAddress(CHAIN, made), fresh);
    RefundMemo memo = RefundMemo.of(back, noteSeed(fresh), opening, seed().noteKeys());
    return new NoteLock(
        Bytes.of(Hash.sha256(fresh)), Bytes.of(back.ownerField()), deadline, memo.encode());
  }

  Holdings holdings(EvmVault vault, List<VaultArchive.Entry> archive) {
    return wallet(vault).rebuild(new EvmChainArchive(vault, archive));
  }

  private byte[] fresh() {
    return Hash.sha256(seedBytes, ByteBuffer.allocate(Long.BYTES).putLong(++made).array());
  }

  private static NoteSeed noteSeed(byte[] fresh) {
    return new NoteSeed(Bytes.of(Arrays.copyOf(fresh, NoteSeed.BYTES)));
  }
}
