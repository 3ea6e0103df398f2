/**
 * Measures a venue in a process of its own, next to a bare echo acceptor measured in the same run:
 * {@code scripts/bench}.
 */
@NullMarked
package obscura.desk.bench;

import org.jspecify.annotations.NullMarked;
