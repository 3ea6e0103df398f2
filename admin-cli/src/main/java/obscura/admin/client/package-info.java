/** The way to the venue's admin endpoint, and to the drop copy when the venue is down. */
@NullMarked
package obscura.admin.client;

import org.jspecify.annotations.NullMarked;
