package obscura.mpc.party;

import obscura.mpc.api.Handle;

/**
 * A job on which the parties agreed and of which they opened something, perhaps: its number belongs
 * to it for ever, whether it came to an end or not. Else a party that spoils a job after it saw
 * what was opened would let the venue try another one under the same number, and so on.
 *
 * @param digest of the job
 */
record Begun(long number, Handle digest) {
  boolean isOther(long job, Handle content) {
    return number == job && !digest.equals(content);
  }
}
