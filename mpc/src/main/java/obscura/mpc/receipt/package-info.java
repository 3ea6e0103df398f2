/**
 * Receipts of quotes and transcripts of selections ({@code trust.md} 4): what is signed, the tree
 * over a set, the text in which both are handed on, and how anybody verifies them.
 */
@NullMarked
package obscura.mpc.receipt;

import org.jspecify.annotations.NullMarked;
