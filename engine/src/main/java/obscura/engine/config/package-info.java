/** The configuration: read, checked, and turned into values once, at the start. */
@NullMarked
package obscura.engine.config;

import org.jspecify.annotations.NullMarked;
