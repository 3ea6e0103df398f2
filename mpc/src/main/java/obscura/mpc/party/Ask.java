package obscura.mpc.party;

/**
 * When a question is still worth an answer.
 *
 * @param epoch the epoch that the venue believes in; a party that is in another one refuses
 * @param deadlineNanos in terms of {@link System#nanoTime}; after it the question is not begun
 */
public record Ask(long epoch, long deadlineNanos) {}
