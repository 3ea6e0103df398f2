/**
 * A Solana node by JSON-RPC: accounts at a commitment level, transactions and their history. Over
 * {@link java.net.http}, because solanaj's client reads slots and heights as doubles.
 */
@NullMarked
package obscura.settlement.solana.rpc;

import org.jspecify.annotations.NullMarked;
