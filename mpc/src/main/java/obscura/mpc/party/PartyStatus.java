package obscura.mpc.party;

/**
 * Where a party stands.
 *
 * @param epoch the epoch it is in; 0 before the first
 * @param lastRun the highest run it began since its start; 0 if none
 * @param executed the last job it executed, or 0
 * @param queued questions that wait
 * @param triplesReady verified triples in stock
 * @param triplesTaken triples used since the epoch began
 * @param suspicions how often it noticed that another party deviates
 */
public record PartyStatus(
    long epoch,
    long lastRun,
    long executed,
    long queued,
    long triplesReady,
    long triplesTaken,
    long suspicions) {}
