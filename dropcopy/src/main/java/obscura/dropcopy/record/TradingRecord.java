package obscura.dropcopy.record;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What compliance keeps of one event, for one participant. Texts hold no NUL and no unpaired
 * surrogate.
 *
 * @param position event number of the venue, from 1, unique and rising
 * @param part 0, 1, ... : several records of one event
 * @param at the sequencer's time, kept to the nanosecond, years 1678 to 2262
 * @param participant CompID; empty for a record of the venue itself
 * @param firm legal entity; empty for a record of the venue itself
 * @param kind one of {@link Kinds}; 1 to 32 of {@code A-Z 0-9 _}
 * @param execId ExecID(17)
 * @param orderId OrderID(37)
 * @param clientId ClOrdID(11), QuoteID(117) or QuoteRespID(693)
 * @param requestId QuoteReqID(131) or the venue's number of the request
 * @param tradeId TrdMatchID(880)
 * @param open public attributes, stored as they are
 * @param secret price, quantity, side, symbol and the like; stored only encrypted
 * @param keyScope names the data key: records of one scope are opened together, e.g. the trade or
 *     order id and the firm; not empty where {@code secret} is not
 */
public record TradingRecord(
    long position,
    int part,
    Instant at,
    String participant,
    String firm,
    String kind,
    Optional<String> execId,
    Optional<String> orderId,
    Optional<String> clientId,
    Optional<String> requestId,
    Optional<String> tradeId,
    SortedMap<String, String> open,
    SortedMap<String, String> secret,
    String keyScope) {
  private static final Pattern KIND = Pattern.compile("[A-Z0-9_]{1,32}");

  /**
   * Copies the maps.
   *
   * @throws IllegalArgumentException for values outside the ranges; the message names no secret
   */
  public TradingRecord {
    if (position < 1 || part < 0) {
      throw new IllegalArgumentException("position from 1, part from 0: " + position + ", " + part);
    }
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind is 1 to 32 of A-Z, 0-9 and _");
    }
    open = natural(open);
    secret = natural(secret);
    if (!secret.isEmpty() && keyScope.isEmpty()) {
      throw new IllegalArgumentException("secret values need a key scope");
    }
  }

  /** The same without the secret values: what may be stored and shown as it is. */
  public TradingRecord sealed() {
    return withSecret(Collections.emptySortedMap());
  }

  /** The same with these secret values. */
  public TradingRecord withSecret(SortedMap<String, String> values) {
    return new TradingRecord(
        position,
        part,
        at,
        participant,
        firm,
        kind,
        execId,
        orderId,
        clientId,
        requestId,
        tradeId,
        open,
        values,
        keyScope);
  }

  /** Shows no values, only which event it is. */
  @Override
  public String toString() {
    return kind + " " + position + "." + part;
  }

  private static SortedMap<String, String> natural(SortedMap<String, String> map) {
    TreeMap<String, String> copy = new TreeMap<>();
    copy.putAll(map);
    return Collections.unmodifiableSortedMap(copy);
  }
}
