package obscura.mpc.party;

import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;

/**
 * A job that was executed.
 *
 * @param digest SHA-256 of the job
 */
record Answered(long number, Handle digest, Outcome outcome) {}
