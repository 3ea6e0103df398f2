/**
 * One order and one clock: the core in a replicated log (Aeron Cluster). Commands go in, are
 * logged, carried out, and their events come out to the consumers of this process.
 */
@NullMarked
package obscura.engine.sequencer;

import org.jspecify.annotations.NullMarked;
