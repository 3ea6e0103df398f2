package obscura.mpc.party;

import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;

/**
 * A job that was executed.
 *
 * @param digest SHA-256 of the job
 * @param chain the {@link Chain} up to it
 */
record Answered(long number, Handle digest, Handle chain, Outcome outcome) {}
