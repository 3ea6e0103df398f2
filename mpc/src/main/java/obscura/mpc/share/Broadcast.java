package obscura.mpc.share;

import java.util.List;

/**
 * The same number in many lanes, without a copy for each: {@code words} words of lanes with the
 * first number, as many with the second, and so on.
 */
public record Broadcast(List<Word> values, int words) implements Rows {
  @Override
  public void xorRow(int row, Bits target, int targetRow) {
    for (int k = 0; k < values.size(); k++) {
      target.xorAll(targetRow, k * words, words, values.get(k).bit(row));
    }
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "Broadcast[" + values.size() + " sealed]";
  }
}
