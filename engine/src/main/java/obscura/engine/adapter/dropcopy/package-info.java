/** Every event of a participant's trading life, as a record for compliance. */
@NullMarked
package obscura.engine.adapter.dropcopy;

import org.jspecify.annotations.NullMarked;
