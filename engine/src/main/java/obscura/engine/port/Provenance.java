package obscura.engine.port;

import java.time.Instant;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;

/**
 * Which message brought values: public, without values. The gateway signs it for the parties.
 *
 * @param reference the message's own id
 * @param part 0, or 1 for the second side of a two-way quote
 */
public record Provenance(
    ParticipantId owner,
    FirmId firm,
    long msgSeqNum,
    Instant receivedAt,
    String reference,
    int part,
    boolean openToCompliance,
    Intent intent) {}
