/**
 * What monitoring reads: counts and times of the venue in the Prometheus text format, and whether
 * it is well. Counts are of messages and states, never of instruments, firms, sizes or prices.
 */
@org.jspecify.annotations.NullMarked
package obscura.engine.adapter.metrics;
