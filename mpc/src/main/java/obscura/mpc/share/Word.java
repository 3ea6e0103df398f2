package obscura.mpc.share;

/**
 * One party's two shares of a 64-bit word. XOR, masks and shifts by public amounts are local.
 *
 * @param mine x_i
 * @param next x_(i+1)
 */
public record Word(long mine, long next) {
  public static final Word ZERO = new Word(0, 0);

  /** The party's shares of a public constant: x0 is the constant, the others are 0. */
  public static Word constant(int party, long value) {
    return new Word(party == 0 ? value : 0, party == 2 ? value : 0);
  }

  public Word xor(Word other) {
    return new Word(mine ^ other.mine, next ^ other.next);
  }

  public Word mask(long bits) {
    return new Word(mine & bits, next & bits);
  }

  public Word shiftLeft(int bits) {
    return new Word(mine << bits, next << bits);
  }

  public Word shiftRight(int bits) {
    return new Word(mine >>> bits, next >>> bits);
  }

  /** Bit {@code position} alone, at position 0. */
  public Word bit(int position) {
    return shiftRight(position).mask(1);
  }

  /** The lowest bit in all 64 places. */
  public Word spread() {
    return new Word(-(mine & 1), -(next & 1));
  }

  /** The exclusive or of all 64 bits, at position 0. */
  public Word parity() {
    return new Word(Long.bitCount(mine) & 1, Long.bitCount(next) & 1);
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Word[sealed]";
  }
}
