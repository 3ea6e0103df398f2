package obscura.settlement.solana;

import java.nio.ByteBuffer;
import java.util.Arrays;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;

/** Reads the accounts of the program. */
final class AccountData {
  private AccountData() {}

  /** The fields behind the discriminator, after checking that it is the one of {@code kind}. */
  static ByteBuffer open(byte[] data, String kind) {
    byte[] tag = Operation.discriminator("account:" + kind);
    if (data.length < tag.length || !Arrays.equals(data, 0, tag.length, tag, 0, tag.length)) {
      throw new IllegalArgumentException("this is no account of the kind " + kind);
    }
    return Borsh.reader(data).position(tag.length);
  }

  static PublicKey key(ByteBuffer fields) {
    return VaultAddresses.key(bytes(fields));
  }

  static Bytes bytes(ByteBuffer fields) {
    return NoteFields.take(fields, PublicKey.PUBLIC_KEY_LENGTH);
  }
}
