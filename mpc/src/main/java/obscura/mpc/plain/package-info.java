/** Plain operations for trying the parties out: hide, compute, read. */
@NullMarked
package obscura.mpc.plain;

import org.jspecify.annotations.NullMarked;
