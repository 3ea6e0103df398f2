/** Trades to the book-entry rail, its answers back as commands. */
@NullMarked
package obscura.engine.adapter.settlement;

import org.jspecify.annotations.NullMarked;
