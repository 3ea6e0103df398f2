/**
 * Settlement of trades whose amounts nobody but the three parties and the owners know: the parties
 * commit, prove and sign; this package remembers which notes there are and whose they are.
 */
@NullMarked
package obscura.engine.adapter.notes;

import org.jspecify.annotations.NullMarked;
