package obscura.settlement.solana;

import java.util.function.UnaryOperator;
import obscura.settlement.sip.OneTimeKey;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.p2p.solanaj.core.Account;
import org.p2p.solanaj.core.PublicKey;

/**
 * A key that signs transactions: an ordinary one, or a one-time key, which is a scalar and which
 * solanaj cannot use.
 *
 * @param key the public key
 * @param signing gives the Ed25519 signature (64 bytes) of a message
 */
public record TransactionSigner(PublicKey key, UnaryOperator<byte[]> signing) {
  private static final int SEED_BYTES = 32;

  /** An ordinary key. */
  public static TransactionSigner of(Account account) {
    Ed25519PrivateKeyParameters secret =
        new Ed25519PrivateKeyParameters(
            java.util.Arrays.copyOf(account.getSecretKey(), SEED_BYTES));
    return new TransactionSigner(
        account.getPublicKey(),
        message -> {
          Ed25519Signer signer = new Ed25519Signer();
          signer.init(true, secret);
          signer.update(message, 0, message.length);
          return signer.generateSignature();
        });
  }

  /** A one-time key on ed25519. */
  public static TransactionSigner of(OneTimeKey key) {
    return new TransactionSigner(new PublicKey(key.owner()), key::sign);
  }

  /** The signature of a message. */
  public byte[] sign(byte[] message) {
    return signing.apply(message);
  }

  /** Shows the public key only. */
  @Override
  public String toString() {
    return "TransactionSigner[" + key + "]";
  }
}
