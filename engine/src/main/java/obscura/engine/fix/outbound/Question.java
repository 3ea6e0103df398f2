package obscura.engine.fix.outbound;

import java.util.List;
import obscura.domain.Handle;

/**
 * Values that a report needs.
 *
 * @param recipient who is entitled to them: a CompID or a role of {@link
 *     obscura.engine.port.Secrets}
 */
record Question(String recipient, List<Handle> handles) {}
