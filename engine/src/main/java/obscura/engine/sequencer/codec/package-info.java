/**
 * The versioned binary form of commands, events and snapshots. Records and sealed types describe
 * themselves; {@code log-schema.txt} pins their numbers and versions.
 */
@NullMarked
package obscura.engine.sequencer.codec;

import org.jspecify.annotations.NullMarked;
