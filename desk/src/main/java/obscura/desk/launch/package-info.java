/** Starts the venue and the operator's command line as a user would: through their scripts. */
@NullMarked
package obscura.desk.launch;

import org.jspecify.annotations.NullMarked;
