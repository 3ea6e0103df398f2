/** Public reference data, kept from events. */
@NullMarked
package obscura.engine.adapter.directory;

import org.jspecify.annotations.NullMarked;
