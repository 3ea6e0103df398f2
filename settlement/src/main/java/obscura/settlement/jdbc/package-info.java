/** The databases of this module: pool, tables, transactions; H2 or PostgreSQL. */
@NullMarked
package obscura.settlement.jdbc;

import org.jspecify.annotations.NullMarked;
