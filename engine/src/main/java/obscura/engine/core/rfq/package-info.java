/** Requests for quotes: window, selection, hold, accept. */
@NullMarked
package obscura.engine.core.rfq;

import org.jspecify.annotations.NullMarked;
