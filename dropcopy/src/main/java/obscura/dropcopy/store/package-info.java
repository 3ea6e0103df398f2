/** The append-only store on H2 or PostgreSQL: appending exactly once, reading, opening. */
@NullMarked
package obscura.dropcopy.store;

import org.jspecify.annotations.NullMarked;
