package obscura.mpc.party;

import obscura.mpc.note.SignerKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.seal.SealingKey;

/**
 * What a party was told by its own operator, not by the venue.
 *
 * @param instance the only venue instance whose inputs it takes
 * @param operators who sign the roster, from which all else comes
 * @param key with which this party signs receipts and transcripts
 * @param signer with which this party signs batches for a vault
 * @param plainOperations whether it does plain operations, on values that are for nothing else;
 *     never in profile production
 * @param sealingKey opens what owners seal to this party
 */
public record Charter(
    String instance,
    Operators operators,
    PartyKey key,
    SignerKey signer,
    boolean plainOperations,
    SealingKey sealingKey) {}
