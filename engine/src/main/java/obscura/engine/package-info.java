/** The venue process: wiring, start and stop. */
@NullMarked
package obscura.engine;

import org.jspecify.annotations.NullMarked;
