package obscura.engine.fix.inbound;

import obscura.domain.VenueCode;

/** What is wrong with a message: the code, and which field, without its value. */
record Fault(VenueCode code, String detail) {}
