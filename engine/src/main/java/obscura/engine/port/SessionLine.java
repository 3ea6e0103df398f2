package obscura.engine.port;

import java.time.Instant;
import java.util.Optional;
import obscura.domain.ParticipantId;

/**
 * A FIX session as an operator sees it.
 *
 * @param kind TRADE, MAKER, DROP or COMPL
 * @param barred refused at logon, as a suspended participant's is
 * @param since when it logged on
 * @param nextSender number of the next message to the client
 * @param nextTarget number expected next from the client
 */
public record SessionLine(
    ParticipantId participant,
    String kind,
    String firm,
    boolean loggedOn,
    boolean barred,
    Optional<Instant> since,
    Optional<String> remoteAddress,
    long nextSender,
    long nextTarget) {}
