package obscura.engine.core;

/**
 * What may happen to the venue: a message of a participant, an answer of the MPC or of settlement,
 * a request of an operator, the passing of time. Each is in the log before it is carried out. No
 * command carries a price, a quantity, a side or an instrument of an order: those are secrets,
 * named by handles.
 */
public sealed interface VenueCommand
    permits RequestCommand, OrderCommand, SessionCommand, OperatorCommand, WorldCommand {}
