/**
 * Notes and batches in the bytes of docs/settlement-notes.md: ids, trees, what is signed, the proof
 * of balance, the owner's keys and openings, memos. Pure; randomness is an argument. The contracts
 * and the Solana program compute the same.
 */
@NullMarked
package obscura.settlement.note;

import org.jspecify.annotations.NullMarked;
