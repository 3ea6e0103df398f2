/** Sealing of the secret values: data keys, their wrapping for readers (HPKE), key files. */
@NullMarked
package obscura.dropcopy.seal;

import org.jspecify.annotations.NullMarked;
