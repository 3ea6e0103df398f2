package obscura.engine.core;

import java.time.Instant;
import java.util.Optional;

/**
 * When and how often a participant said something (rules of engagement 1.0 freshness, 1.6).
 *
 * @param transactTime TransactTime(60), or SendingTime(52) where the message has none
 * @param nonce ClientNonce(20006), if the client numbers its messages
 * @param repeated PossDupFlag(43) or PossResend(97): an id seen before is answered, not executed
 */
public record Stamp(Instant transactTime, Optional<Long> nonce, boolean repeated) {}
