/** The whole venue, seen from outside: by foreign FIX engines, over restarts, on its disk. */
@NullMarked
package obscura.engine.whole;

import org.jspecify.annotations.NullMarked;
