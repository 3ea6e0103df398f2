/** What compliance keeps of one event, its canonical bytes and its hash. Pure: no I/O, no clock. */
@NullMarked
package obscura.dropcopy.record;

import org.jspecify.annotations.NullMarked;
