/**
 * The settlement service of one chain: takes trades over, puts them into batches, gets these signed
 * and into blocks, and says what became of them.
 */
@NullMarked
package obscura.settlement.service;

import org.jspecify.annotations.NullMarked;
