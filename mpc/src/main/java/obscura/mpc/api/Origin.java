package obscura.mpc.api;

/**
 * Which message brought an input: public, without values. The gateway signs it.
 *
 * @param owner who may have the vector revealed, for ever (a CompID)
 * @param firm of the owner: orders of one firm do not meet
 * @param sequence the message's number in its session, MsgSeqNum(34)
 * @param timeMillis when the gateway received it, milliseconds since 1970
 * @param ownId the owner's own id of it
 * @param part 0, or 1 for the second side of a two-way quote
 * @param openToCompliance whether {@link Reveal#COMPLIANCE} and {@link Reveal#SETTLEMENT} may have
 *     it revealed too
 */
public record Origin(
    String owner,
    String firm,
    long sequence,
    long timeMillis,
    String ownId,
    int part,
    boolean openToCompliance,
    Purpose purpose) {
  /** Whether both are of one message. */
  public boolean isSameMessage(Origin other) {
    return owner.equals(other.owner) && sequence == other.sequence && ownId.equals(other.ownId);
  }

  /**
   * Whether this came after the other, of the same owner. The time decides, as a session may start
   * its numbers anew: after a clock has stepped back a later message counts as older for a while.
   */
  public boolean isAfter(Origin other) {
    return timeMillis == other.timeMillis
        ? sequence > other.sequence
        : timeMillis > other.timeMillis;
  }
}
