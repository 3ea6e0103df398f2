package obscura.engine.core.rfq;

import obscura.engine.core.access.Access;
import obscura.engine.core.matching.Jobs;

/** What every step of a request works with. */
record Surroundings(RfqBook book, Access access, Jobs jobs) {}
