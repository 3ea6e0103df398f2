/**
 * The operators' way in: HTTPS on loopback with client certificates. Every call becomes a command
 * in the log under the name in the certificate, and is answered with what the log made of it.
 */
@NullMarked
package obscura.engine.adapter.admin;

import org.jspecify.annotations.NullMarked;
