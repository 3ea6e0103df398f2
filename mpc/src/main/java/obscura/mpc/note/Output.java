package obscura.mpc.note;

/**
 * A note as a batch makes it; all in hex.
 *
 * @param token 40 digits
 * @param owner 40 digits: a one-time address
 * @param commitment x and y, 128 digits
 * @param memo 124 digits: ephemeral key, view tag, seed, padded amount
 * @param lock hash of a lock's terms, 64 digits; zeros: there is none
 */
public record Output(String token, String owner, String commitment, String memo, String lock) {
  private static final String NO_LOCK = "00".repeat(Words32.WORD);

  /** A note without a lock. */
  public Output(String token, String owner, String commitment, String memo) {
    this(token, owner, commitment, memo, NO_LOCK);
  }

  /**
   * Its memo.
   *
   * @param seed 32 digits
   * @param padded the amount under its pads
   */
  public static String memo(OneTime owner, String seed, ShareKey.Pad padded) {
    return owner.ephemeral()
        + owner.tag()
        + seed
        + "%08x%016x".formatted(padded.high(), padded.low());
  }

  /** What of it goes into the digest of its batch. */
  byte[] hash() {
    return new Words32().hex(token).hex(owner).hex(commitment).hex(memo).hex(lock).keccak();
  }
}
