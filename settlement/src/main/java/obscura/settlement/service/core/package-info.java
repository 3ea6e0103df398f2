/**
 * The rules of settlement on a chain, without I/O: what a batch does next, given what is seen of
 * the chain. See docs/settlement-service.md.
 */
@NullMarked
package obscura.settlement.service.core;

import org.jspecify.annotations.NullMarked;
