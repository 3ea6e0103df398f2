package obscura.engine.core;

import java.time.Instant;
import obscura.domain.ParticipantId;

/**
 * What a maker has said, or its session's end has said for it: to take back a quote, or not to
 * quote. The gateway signs it for the parties, which believe nobody else.
 */
public record MakerWord(ParticipantId maker, Instant at) {}
