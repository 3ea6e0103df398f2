package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same venue before parties that do not trust each other either. */
class MaliciousDishonestVenueTest extends DishonestVenueTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
