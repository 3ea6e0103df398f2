package obscura.engine.fix.outbound;

import java.util.Map;

/**
 * The fields of a refused message that its answer repeats. Kept in memory only; {@link #toString}
 * tells none.
 *
 * @param msgSeqNum MsgSeqNum(34) of the message, for RefSeqNum(45); 0 if it is not known any more
 * @param fields tag and value, as they stood
 */
public record Echo(long msgSeqNum, Map<Integer, String> fields) {
  /** What is left after a restart: nothing. */
  public static final Echo NONE = new Echo(0, Map.of());

  public Echo {
    fields = Map.copyOf(fields);
  }

  @Override
  public String toString() {
    return "Echo[" + msgSeqNum + "]";
  }
}
