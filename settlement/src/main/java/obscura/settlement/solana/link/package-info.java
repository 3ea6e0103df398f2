/**
 * The last step of building a Solana program: from an object file of {@code clang -target bpf} to a
 * shared object that Solana's loaders accept (sBPF version 0). It runs at build time, started from
 * source by {@code scripts/program}.
 */
@NullMarked
package obscura.settlement.solana.link;

import org.jspecify.annotations.NullMarked;
