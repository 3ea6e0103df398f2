package obscura.settlement.solana;

import java.util.List;
import obscura.settlement.crypto.Hash;
import org.p2p.solanaj.core.PublicKey;

/**
 * What two parties sign of a batch.
 *
 * @param number below 2^63, not used before
 * @param epoch of the vault's signers
 * @param deadlineSeconds since 1970: it settles until then or never
 * @param operator who hands the pieces in and pays; nobody else can
 * @param contents hashes of what it holds
 */
public record BatchTerms(
    long number, long epoch, long deadlineSeconds, PublicKey operator, Contents contents) {

  /**
   * Chained hashes: {@code h = SHA-256(h ‖ item)} from 32 zeros on, so that the program can follow piece by piece.
   *
   * @param trades over trade ids, 8 bytes little-endian each
   * @param inputs over note ids
   * @param outputs over {@link NoteOutput#hash}
   */
  public record Contents(byte[] trades, byte[] inputs, byte[] outputs) {
    /** Hashes what a batch holds. */
    public static Contents of(
        SolanaVault vault, List<Long> trades, List<SolanaNote> inputs, List<NoteOutput> outputs) {
      return new Contents(
          chained(trades.stream().map(Borsh::ofU64).toList()),
          chained(inputs.stream().map(note -> note.id(vault)).toList()),
          chained(outputs.stream().map(NoteOutput::hash).toList()));
    }

    private static byte[] chained(List<byte[]> items) {
      byte[] run = new byte[32];
      for (byte[] item : items) {
        run = Hash.sha256(run, item);
      }
      return run;
    }
  }
}
