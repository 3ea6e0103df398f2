package obscura.mpc.api;

/**
 * What somebody says that carries no values: signed as an input is, but without shares. A job
 * carries it whole, and each party verifies it. The same words have the same signature, so a job
 * that is asked again is the same job.
 *
 * @param owner who says it (a CompID)
 * @param timeMillis when, by the gateway's clock, milliseconds since 1970
 * @param signature 128 hex digits: the gateway's, over instance and all of the above
 */
public record Statement(String owner, long timeMillis, Purpose purpose, String signature) {}
