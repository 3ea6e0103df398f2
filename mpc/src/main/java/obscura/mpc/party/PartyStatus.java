package obscura.mpc.party;

/**
 * Where a party stands.
 *
 * @param epoch the epoch it is in; 0 before the first
 * @param lastRun the highest run it began since its start; 0 if none
 * @param executed the last job it executed, or 0
 */
public record PartyStatus(long epoch, long lastRun, long executed) {}
