/**
 * The malicious mode's checks ({@code docs/mpc-security.md}): verified multiplication triples from
 * cut-and-choose and bucketing, and the verification of every product against one of them before
 * anything is opened (Furukawa, Lindell, Nof, Weinstein, Eurocrypt 2017; Araki et al., S&amp;P
 * 2017).
 */
@NullMarked
package obscura.mpc.verify;

import org.jspecify.annotations.NullMarked;
