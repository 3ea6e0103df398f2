package obscura.engine.fix.session;

/**
 * A session that has just logged on, with what it asked for.
 *
 * @param compId whose session
 * @param cancelOnDisconnect effective value of CancelOnDisconnect(8013), {@code true} if absent
 * @param dropCopies value of DropCopyFlag(9406), {@code false} if absent
 */
public record LoggedOn(String compId, boolean cancelOnDisconnect, boolean dropCopies) {}
