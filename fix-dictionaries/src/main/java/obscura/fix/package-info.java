/**
 * What may be said on the wire: the venue's FIX 4.4 dictionary ({@code FIX44-venue.xml} in this
 * package) and the tags of its own fields. Both are made by the build from the overlay.
 */
@NullMarked
package obscura.fix;

import org.jspecify.annotations.NullMarked;
