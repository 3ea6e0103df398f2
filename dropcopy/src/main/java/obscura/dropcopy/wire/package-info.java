/** Records as lines of JSON, for a reader who may not open the database itself. */
@NullMarked
package obscura.dropcopy.wire;

import org.jspecify.annotations.NullMarked;
