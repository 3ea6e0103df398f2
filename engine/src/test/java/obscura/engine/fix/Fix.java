package obscura.engine.fix;

import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.InvalidMessage;
import quickfix.Message;
import quickfix.ValidationSettings;

/** FIX messages as a counterparty reads and writes them. */
public final class Fix {
  /** The FIX44.xml of the QuickFIX/J messages jar, as it stands. */
  public static final DataDictionary STOCK = dictionary("FIX44.xml");

  private static final DataDictionary VENUE = dictionary("obscura/fix/FIX44-venue.xml");

  private Fix() {}

  private static DataDictionary dictionary(String name) {
    try {
      return new DataDictionary(name);
    } catch (ConfigError e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads {@code 35=D|11=a|...} in wire order, with the venue's dictionary. */
  public static Message message(String fields) {
    String body = fields.endsWith("|") ? fields : fields + "|";
    String type = body.substring(0, body.indexOf('|') + 1);
    String all =
        type + "34=7|49=DESK1|52=20260103-10:00:00.000|56=VENUE|" + body.substring(type.length());
    return parse(all, VENUE);
  }

  /** What a stock engine makes of a message: parses and validates it, everything switched on. */
  public static void accept(Message message) {
    Message complete = (Message) message.clone();
    complete.getHeader().setString(49, "VENUE");
    complete.getHeader().setString(56, "DESK1");
    complete.getHeader().setString(34, "2");
    complete.getHeader().setString(52, "20260103-10:00:00.000");
    complete.getHeader().setString(8, "FIX.4.4");
    String raw = complete.toString();
    try {
      Message parsed = new Message(raw, STOCK, STOCK, settings(), true);
      STOCK.validate(parsed, settings());
    } catch (Exception refused) {
      throw new AssertionError(refused.getMessage() + ": " + raw.replace('\u0001', '|'), refused);
    }
  }

  private static ValidationSettings settings() {
    ValidationSettings strict = new ValidationSettings();
    strict.setCheckFieldsOutOfOrder(true);
    strict.setCheckFieldsHaveValues(true);
    strict.setCheckUserDefinedFields(true);
    strict.setCheckUnorderedGroupFields(true);
    strict.setAllowUnknownMessageFields(false);
    return strict;
  }

  private static Message parse(String fields, DataDictionary dictionary) {
    String body = fields.replace('|', '\u0001');
    String head = "8=FIX.4.4\u00019=" + body.length() + "\u0001";
    int sum = (head + body).chars().sum() % 256;
    String raw = head + body + "10=%03d\u0001".formatted(sum);
    try {
      Message message = new Message();
      message.fromString(raw, dictionary, new ValidationSettings(), true);
      return message;
    } catch (InvalidMessage e) {
      throw new IllegalArgumentException(fields, e);
    }
  }
}
