/**
 * Trades settled by the real service and contract on an anvil, measured and checked from what the
 * chain shows. For benches and tests.
 */
@NullMarked
package obscura.desk.settle;

import org.jspecify.annotations.NullMarked;
