package obscura.mpc.api;

/**
 * How one party is.
 *
 * @param party its number, 0 to 2
 * @param answers whether it told this in time; if not, all else is 0
 * @param epoch the epoch it is in; 0 if in none
 * @param executed the last job it executed
 * @param queued questions that wait at it
 * @param triplesReady verified triples (words of 64) in stock; 0 in the semi-honest mode
 * @param triplesTaken triples used since the epoch began
 * @param suspicions how often it noticed since its start that another party deviates
 */
public record PartyHealth(
    int party,
    boolean answers,
    long epoch,
    long executed,
    long queued,
    long triplesReady,
    long triplesTaken,
    long suspicions) {
  /** One that does not answer. */
  public static PartyHealth silent(int party) {
    return new PartyHealth(party, false, 0, 0, 0, 0, 0, 0);
  }
}
