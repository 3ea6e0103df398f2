/** The line between the venue and a party: questions, answers, and both ends. */
@NullMarked
package obscura.mpc.remote;

import org.jspecify.annotations.NullMarked;
