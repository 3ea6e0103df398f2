package obscura.mpc.api;

/**
 * What one party measured of one step.
 *
 * @param times how often it was executed for this
 * @param medianNanos half took at most this long
 * @param slowNanos 99 of 100 took at most this long; of fewer than 100, the slowest
 * @param rounds of one execution
 * @param bytes that the party sent in one execution
 * @param triples words of 64 that one execution used; 0 in the semi-honest mode
 */
public record Measured(
    Step step,
    int times,
    long medianNanos,
    long slowNanos,
    long rounds,
    long bytes,
    long triples) {}
