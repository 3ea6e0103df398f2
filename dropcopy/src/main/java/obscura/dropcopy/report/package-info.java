/** The daily trade report as CSV, JSON and XML. */
@NullMarked
package obscura.dropcopy.report;

import org.jspecify.annotations.NullMarked;
