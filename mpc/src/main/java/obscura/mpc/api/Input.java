package obscura.mpc.api;

/**
 * A client's secret vector on its way to the three parties. The sharing (fresh randomness,
 * commitments, the gateway's signature) happens inside {@link MpcEngine#put}; the caller forgets
 * the vector afterwards.
 */
public record Input(Origin origin, Vector vector) {}
