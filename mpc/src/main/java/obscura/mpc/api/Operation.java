package obscura.mpc.api;

import java.util.List;

/**
 * A batch of plain operations of one kind, on values that were put for {@link Purpose.Test}:
 * unsigned numbers of 64 bits.
 *
 * @param operands 1 to {@link #BATCH_MAX} lists: of two values each; for MIN and MAX of 1 to {@link
 *     #SELECTION_MAX}
 */
public record Operation(Kind kind, List<List<Handle>> operands) {
  /** How many operations one batch has at most. */
  public static final int BATCH_MAX = 64;

  /** How many values a selection chooses from at most. */
  public static final int SELECTION_MAX = 64;

  /** What is to be done. */
  public enum Kind {
    /** Opens whether a &lt; b. */
    LT,
    /** Opens whether a &gt; b. */
    GT,
    /** Opens whether a = b. */
    EQ,
    /** Opens whether a &lt;= b. */
    LTE,
    /** Opens whether a &gt;= b. */
    GTE,
    /** Opens the place of the lowest, of equal ones the first. */
    MIN,
    /** Opens the place of the highest, of equal ones the first. */
    MAX,
    /** Makes a + b, modulo 2^64. */
    ADD,
    /** Makes a - b, modulo 2^64. */
    SUBTRACT,
    /** Makes a * b, modulo 2^64. */
    MULTIPLY;

    /** Whether it chooses one of several. */
    public boolean isSelection() {
      return this == MIN || this == MAX;
    }
  }

  public Operation {
    operands = operands.stream().map(List::copyOf).toList();
    if (operands.isEmpty() || operands.size() > BATCH_MAX) {
      throw new IllegalArgumentException(operands.size() + " operations in a batch");
    }
    for (List<Handle> one : operands) {
      boolean fits =
          kind.isSelection() ? !one.isEmpty() && one.size() <= SELECTION_MAX : one.size() == 2;
      if (!fits) {
        throw new IllegalArgumentException(one.size() + " operands of " + kind);
      }
    }
  }
}
