/**
 * One party: its mailbox and thread, its shares and their life, the jobs on them, its own decision
 * who may read what, and its encrypted store.
 */
@NullMarked
package obscura.mpc.party;

import org.jspecify.annotations.NullMarked;
