/** Who may do what: participants, instruments, ids and nonces, the kill switch. */
@NullMarked
package obscura.engine.core.access;

import org.jspecify.annotations.NullMarked;
