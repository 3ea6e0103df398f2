/** The three parties: jobs out, outcomes back as commands, values in and out for those entitled. */
@NullMarked
package obscura.engine.adapter.mpc;

import org.jspecify.annotations.NullMarked;
