package obscura.mpc.api;

/**
 * A client's secret vector on its way to the three parties. The sharing (fresh randomness,
 * commitments) happens inside {@link MpcEngine#put}; the caller forgets the vector afterwards.
 *
 * @param owner who may have the vector revealed, for ever (a CompID)
 * @param openToCompliance whether {@link Reveal#COMPLIANCE} and {@link Reveal#SETTLEMENT} may have
 *     it revealed too
 * @param record the gateway's record of the message that brought it, public and without values
 *     (venue instance, CompID, MsgSeqNum, own id, time); the handle is a hash of it and of the
 *     commitments
 */
public record Input(String owner, boolean openToCompliance, String record, Vector vector) {}
