/**
 * The acceptor side of FIX: sockets, certificates, logon, sequence numbers, the store for resends,
 * and throttles. What a message means is decided elsewhere; here it is only received and sent.
 */
@NullMarked
package obscura.engine.fix.session;

import org.jspecify.annotations.NullMarked;
