/**
 * The confidential engine as its users see it: secrets named by handles, numbered jobs, values
 * revealed to those entitled.
 */
@NullMarked
package obscura.mpc.api;

import org.jspecify.annotations.NullMarked;
