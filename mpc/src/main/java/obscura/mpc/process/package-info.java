/** A party as a process of its own: configuration, wiring, health and metrics. */
@NullMarked
package obscura.mpc.process;

import org.jspecify.annotations.NullMarked;
