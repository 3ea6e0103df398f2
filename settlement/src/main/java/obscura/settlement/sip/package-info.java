/**
 * The Shielded Intents Protocol, byte for byte: stealth addresses, commitments, viewing keys, and
 * announcements by ERC-5564. Scheme v1 is what npm {@code @sip-protocol/sdk} 0.7.4 speaks, v2 its
 * repository at 0.15.1. Everything here is a value or a pure function; randomness is an argument.
 */
@NullMarked
package obscura.settlement.sip;

import org.jspecify.annotations.NullMarked;
