package obscura.mpc.api;

/**
 * A party's word that a quote was valid and joined its request's set. Two parties' make a receipt
 * ({@code trust.md} 4).
 *
 * @param party who says so, 0 to 2
 * @param roster head of the roster that it went by, which names its key
 * @param job number of the job that admitted the quote
 * @param timeMillis when, by this party's clock, milliseconds since 1970
 * @param signature 128 hex digits, over the venue instance and all of the above but the party
 */
public record Receipt(
    int party,
    Handle roster,
    Handle request,
    Handle quote,
    String maker,
    long job,
    long timeMillis,
    String signature) {}
