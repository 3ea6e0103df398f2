/** The venue as its FIX clients meet it: sessions, what is said and what is answered. */
@NullMarked
package obscura.engine.fix;

import org.jspecify.annotations.NullMarked;
