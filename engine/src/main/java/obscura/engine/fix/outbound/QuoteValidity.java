package obscura.engine.fix.outbound;

import java.time.Instant;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.field.ValidUntilTime;

/** Whether a Quote(S) that was sent is still firm (rules of engagement 1.6). */
public final class QuoteValidity {
  private QuoteValidity() {}

  /** By its ValidUntilTime(62); a quote without one is not firm. */
  public static boolean isFirm(Message quote, Instant now) {
    try {
      return quote.isSetField(ValidUntilTime.FIELD)
          && FixTime.parse(quote.getString(ValidUntilTime.FIELD)).filter(now::isBefore).isPresent();
    } catch (FieldNotFound absent) {
      return false;
    }
  }
}
