package obscura.engine.core;

import java.util.Locale;

/** ExecID(17): a number that the core never gives twice, shown as X and base 36. */
public record ExecId(long value) {
  @Override
  public String toString() {
    return "X" + Long.toString(value, 36).toUpperCase(Locale.ROOT);
  }
}
