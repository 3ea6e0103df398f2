/** One class for each verb of the operators' command line. */
@NullMarked
package obscura.admin.command;

import org.jspecify.annotations.NullMarked;
