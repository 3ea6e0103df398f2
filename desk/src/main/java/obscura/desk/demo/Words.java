package obscura.desk.demo;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import obscura.desk.fix.Received.Execution;
import obscura.domain.Side;
import org.jspecify.annotations.Nullable;

/** How the demonstration writes numbers and trades. */
final class Words {
  private Words() {}

  static String price(@Nullable BigDecimal price) {
    return format("#,##0.00################", price);
  }

  static String size(@Nullable BigDecimal size) {
    return format("#,##0.##################", size);
  }

  static String side(Side side) {
    return side == Side.BUY ? "buy" : "sell";
  }

  /** What a fill says to its owner. */
  static String fill(Execution fill) {
    String verb = fill.side() == Side.BUY ? "bought " : "sold ";
    String rest = fill.leavesQty().signum() == 0 ? "done" : size(fill.leavesQty()) + " still open";
    return verb + size(fill.lastQty()) + " at " + price(fill.lastPx()) + ", " + rest;
  }

  private static String format(String pattern, @Nullable BigDecimal value) {
    if (value == null) {
      return "-";
    }
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }
}
