package obscura.engine.fix.session;

/**
 * Who may log on: a CompID belongs to one kind and one firm.
 *
 * @param compId SenderCompID(49) of the client, as issued at onboarding
 * @param kind the only kind of session it may use
 * @param firm the firm that shares its throttles
 */
public record Counterparty(String compId, SessionKind kind, String firm) {}
