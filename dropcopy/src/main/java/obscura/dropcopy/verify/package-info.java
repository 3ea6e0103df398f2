/** Checks the hash chain of a store, with the engine up or down. */
@NullMarked
package obscura.dropcopy.verify;

import org.jspecify.annotations.NullMarked;
