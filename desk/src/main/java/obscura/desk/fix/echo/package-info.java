/**
 * The floor that the benchmarks compare with: a bare QuickFIX/J acceptor that answers every order
 * with a report and does nothing else.
 */
@NullMarked
package obscura.desk.fix.echo;

import org.jspecify.annotations.NullMarked;
