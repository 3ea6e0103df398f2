/**
 * The words of the core: commands that go in, events that come out. The core is one function, state
 * and command to events; it has no clock, no input or output and no randomness.
 */
@NullMarked
package obscura.engine.core;

import org.jspecify.annotations.NullMarked;
