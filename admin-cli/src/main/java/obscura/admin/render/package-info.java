/** Answers as text: tables for people, JSON for programs. Pure. */
@NullMarked
package obscura.admin.render;

import org.jspecify.annotations.NullMarked;
