/**
 * The state machine: dispatches commands to the parts of the core, keeps the timers, takes
 * snapshots.
 */
@NullMarked
package obscura.engine.core.venue;

import org.jspecify.annotations.NullMarked;
