package obscura.engine.core;

/**
 * What the core decided: a fact. Adapters tell it to those in its audience, record it, or carry out
 * the work it asks for.
 */
public sealed interface VenueEvent
    permits RequestEvent, OrderEvent, TradeEvent, AccessEvent, StandingEvent, WorkEvent {}
