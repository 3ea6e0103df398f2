package obscura.engine.fix.session;

import java.time.Instant;
import java.util.Optional;

/**
 * A session as an operator sees it.
 *
 * @param since when it logged on
 * @param nextSender number of the next message to the client
 * @param nextTarget number expected next from the client
 */
public record SessionView(
    String compId,
    SessionKind kind,
    String firm,
    boolean loggedOn,
    boolean barred,
    Optional<Instant> since,
    Optional<String> remoteAddress,
    int nextSender,
    int nextTarget) {}
