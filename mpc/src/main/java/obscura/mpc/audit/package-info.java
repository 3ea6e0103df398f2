/** Vectors for an auditor: sealed by each party, put together and cross-checked by the auditor. */
@NullMarked
package obscura.mpc.audit;

import org.jspecify.annotations.NullMarked;
