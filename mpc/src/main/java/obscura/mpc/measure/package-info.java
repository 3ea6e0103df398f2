/**
 * Measures what the parties compute, on whatever links they have: latencies, rounds, bytes, triples
 * and memory allocated. Knows nothing of jobs, stores or processes, so that a party can use it too.
 */
@NullMarked
package obscura.mpc.measure;

import org.jspecify.annotations.NullMarked;
