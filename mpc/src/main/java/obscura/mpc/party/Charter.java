package obscura.mpc.party;

import obscura.mpc.input.GatewayVerifier;

/**
 * What a party was told by its own operator, not by the venue.
 *
 * @param instance the only venue instance whose inputs it takes
 * @param gateway whose signature stands for the senders of DIRECT sessions
 */
public record Charter(String instance, GatewayVerifier gateway) {}
