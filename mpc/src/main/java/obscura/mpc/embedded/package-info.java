/** The three parties in one process, behind the port of {@link obscura.mpc.api}. */
@NullMarked
package obscura.mpc.embedded;

import org.jspecify.annotations.NullMarked;
