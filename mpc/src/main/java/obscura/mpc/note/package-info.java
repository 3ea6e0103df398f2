/**
 * The bytes of notes on an EVM chain, as {@code docs/settlement-notes.md} lays them down: what
 * contracts, parties and wallets must compute alike. Nothing here knows a party or a job.
 */
@NullMarked
package obscura.mpc.note;

import org.jspecify.annotations.NullMarked;
