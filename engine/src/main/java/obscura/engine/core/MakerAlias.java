package obscura.engine.core;

import obscura.domain.ClientId;
import obscura.domain.ParticipantId;

/**
 * The QuoteReqID(131) under which one maker sees a request: the gateway derives it from the
 * request's handle and the maker, so that makers cannot compare notes ({@code trust.md} 5).
 */
public record MakerAlias(ParticipantId maker, ClientId alias) {}
