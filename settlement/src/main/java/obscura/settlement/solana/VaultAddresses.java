package obscura.settlement.solana;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.SolanaVault;
import org.p2p.solanaj.core.PublicKey;

/**
 * One vault of the program and the addresses that belong to it.
 *
 * @param program address of the program
 * @param address of the vault's account
 */
public record VaultAddresses(PublicKey program, PublicKey address) {
  /** Trade ids of one page. */
  public static final int PAGE_TRADES = 4096;

  private static final int CANONICAL_BUMP = 255;

  /** The vault that a creator makes under a number. */
  public static VaultAddresses of(PublicKey program, PublicKey creator, long number) {
    return new VaultAddresses(
        program, derive(program, "vault", creator.toByteArray(), Borsh.ofU64(number)).getAddress());
  }

  /** The account that lists a token. */
  public PublicKey listing(PublicKey mint) {
    return derived("mint", mint.toByteArray());
  }

  /** The token account in which the vault keeps a token. */
  public PublicKey tokens(PublicKey mint) {
    return derived("tokens", mint.toByteArray());
  }

  /** The account of a batch, settled or of one note. */
  public PublicKey batch(long number) {
    return derived("batch", Borsh.ofU64(number));
  }

  /** The account of a batch that is coming in. */
  public PublicKey draft(long number) {
    return derived("draft", Borsh.ofU64(number));
  }

  /** The account that says that a note's owner wants out, or took permits back. */
  public PublicKey notice(Bytes noteId) {
    return derived("notice", noteId.array());
  }

  /** The page on which a trade's bit stands. */
  public PublicKey page(long pageNumber) {
    return derived("trades", Borsh.ofU64(pageNumber));
  }

  /** The page of a trade id. */
  public static long pageOf(long trade) {
    return Long.divideUnsigned(trade, PAGE_TRADES);
  }

  /**
   * Whether the first address tried for a batch of this number is a usable one: then the program
   * finds it at once, which is cheapest. One number in two is.
   */
  public boolean isCheap(long batchNumber) {
    return derive(program, "batch", address.toByteArray(), Borsh.ofU64(batchNumber)).getNonce()
        == CANONICAL_BUMP;
  }

  /** The vault's ids and digests. */
  public SolanaVault rules() {
    return new SolanaVault(bytes(program), bytes(address));
  }

  static Bytes bytes(PublicKey key) {
    return Bytes.of(key.toByteArray());
  }

  static PublicKey key(Bytes key) {
    return new PublicKey(key.array());
  }

  private PublicKey derived(String kind, byte[] key) {
    return derive(program, kind, address.toByteArray(), key).getAddress();
  }

  private static PublicKey.ProgramDerivedAddress derive(
      PublicKey program, String kind, byte[] second, byte[] third) {
    return PublicKey.findProgramAddress(List.of(kind.getBytes(US_ASCII), second, third), program);
  }
}
