/** The words of the venue: ids, instruments, sides, codes. Depends on nothing. */
@NullMarked
package obscura.domain;

import org.jspecify.annotations.NullMarked;
