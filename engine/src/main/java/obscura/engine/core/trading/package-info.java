/** A trade's life after the match. */
@NullMarked
package obscura.engine.core.trading;

import org.jspecify.annotations.NullMarked;
