/**
 * A demonstration that a trader can follow: real FIX clients trade on a fresh venue, and every line
 * comes from what they sent or received. {@code scripts/demo}.
 */
@NullMarked
package obscura.desk.demo;

import org.jspecify.annotations.NullMarked;
