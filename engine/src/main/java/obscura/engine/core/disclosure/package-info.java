/** Who may learn of which event: the one table. */
@NullMarked
package obscura.engine.core.disclosure;

import org.jspecify.annotations.NullMarked;
