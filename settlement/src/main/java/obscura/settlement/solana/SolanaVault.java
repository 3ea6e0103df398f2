package obscura.settlement.solana;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Pedersen;
import obscura.settlement.crypto.Point;
import org.p2p.solanaj.core.PublicKey;

/**
 * One vault of the program, the addresses that belong to it, and hashes that hold for it alone.
 *
 * @param program address of the program
 * @param address address of the vault's account
 */
public record SolanaVault(PublicKey program, PublicKey address) {
  /** Deposits, claims and refunds make batches of one note with numbers from here on (2^63, unsigned). */
  public static final long FIRST_SINGLE = Long.MIN_VALUE;

  /** Trade ids of one page. */
  public static final int PAGE_TRADES = 4096;

  private static final int CANONICAL_BUMP = 255;

  /** The base point of all blindings, for every vault. */
  public static final Point H =
      Pedersen.generator(
          Groups.RISTRETTO255,
          counter -> ("OBSCURA-RISTRETTO-H-v1:" + counter).getBytes(US_ASCII));

  /** The vault that a creator makes under a number. */
  public static SolanaVault of(PublicKey program, PublicKey creator, long number) {
    return new SolanaVault(
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
  public PublicKey notice(byte[] noteId) {
    return derived("notice", noteId);
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
   * Whether the first address tried for a batch of this number is a usable one: then the program finds it at once, which is cheapest. One
   * number in two is.
   */
  public boolean isCheap(long batchNumber) {
    return derive(
                program, "batch", address.toByteArray(), Borsh.ofU64(batchNumber))
            .getNonce()
        == CANONICAL_BUMP;
  }

  /** The base point of a token's values in this vault. */
  public Point generator(PublicKey mint) {
    return Pedersen.generator(
        Groups.RISTRETTO255,
        counter ->
            tagged("OBSCURA-RISTRETTO-G-v1:", mint.toByteArray(), new byte[] {(byte) counter}));
  }

  /** Commitments to values of a token. */
  public Pedersen pedersen(PublicKey mint) {
    return new Pedersen(generator(mint), H);
  }

  /** SHA-256(tag ‖ program ‖ vault ‖ fields). */
  byte[] hash(String tag, byte[]... fields) {
    return Hash.sha256(tagged(tag, fields));
  }

  private byte[] tagged(String tag, byte[]... fields) {
    Borsh bytes =
        new Borsh()
            .bytes(tag.getBytes(US_ASCII))
            .bytes(program.toByteArray())
            .bytes(address.toByteArray());
    Arrays.stream(fields).forEach(bytes::bytes);
    return bytes.toBytes();
  }

  private PublicKey derived(String kind, byte[] key) {
    return derive(program, kind, address.toByteArray(), key).getAddress();
  }

  private static PublicKey.ProgramDerivedAddress derive(
      PublicKey program, String kind, byte[] second, byte[] third) {
    return PublicKey.findProgramAddress(List.of(kind.getBytes(US_ASCII), second, third), program);
  }
}
