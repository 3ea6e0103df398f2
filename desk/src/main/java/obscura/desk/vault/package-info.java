/** The operators' tool that puts a vault on a chain and looks at one. */
@NullMarked
package obscura.desk.vault;

import org.jspecify.annotations.NullMarked;
