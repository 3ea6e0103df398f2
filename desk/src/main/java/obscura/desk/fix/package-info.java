/**
 * A FIX 4.4 trading client for desks and makers: standard fields only, stock dictionary, validation
 * on. Everything received is kept as typed values in an {@link obscura.desk.fix.Inbox}.
 */
@NullMarked
package obscura.desk.fix;

import org.jspecify.annotations.NullMarked;
