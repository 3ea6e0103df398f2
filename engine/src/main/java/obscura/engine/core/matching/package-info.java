/** Confidential jobs and the dark pool: when to ask the parties, what their answers mean. */
@NullMarked
package obscura.engine.core.matching;

import org.jspecify.annotations.NullMarked;
