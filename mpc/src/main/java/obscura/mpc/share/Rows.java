package obscura.mpc.share;

/** One party's shares of many numbers, bit by bit: what a comparison reads. */
public sealed interface Rows permits Bits, Broadcast {
  /** XORs the row of one weight into a row of as many words. */
  void xorRow(int row, Bits target, int targetRow);
}
