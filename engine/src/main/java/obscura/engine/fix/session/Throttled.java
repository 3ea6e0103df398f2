package obscura.engine.fix.session;

/**
 * A bucket was empty when the message arrived (rules of engagement 1.9); the application answers.
 *
 * @param venueCode 801 to 804
 * @param retryAfterMillis when the bucket will hold a token again, milliseconds from now
 * @param limit messages allowed per window
 * @param windowMillis length of the window, milliseconds
 */
public record Throttled(int venueCode, long retryAfterMillis, int limit, long windowMillis) {}
