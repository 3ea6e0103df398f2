/** What the venue needs from its surroundings, named for the need. */
@NullMarked
package obscura.engine.port;

import org.jspecify.annotations.NullMarked;
