/**
 * Replicated secret sharing over GF(2) among three parties (Araki, Furukawa, Lindell, Nof, Ohara,
 * CCS 2016): x = x0 ^ x1 ^ x2, and party i holds x_i and x_(i+1).
 */
@NullMarked
package obscura.mpc.share;

import org.jspecify.annotations.NullMarked;
