package obscura.mpc.party;

import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;

/** An input that no job has named before, in the one context that its record names. */
record Fresh<P extends Purpose>(Secret secret, Origin origin, P purpose) {}
