package obscura.engine.core.venue;

import obscura.engine.core.access.AccessState;
import obscura.engine.core.matching.DarkPool;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.rfq.Requests;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Trades;

/** All that the core knows: what a snapshot holds. */
public final class VenueState {
  final AccessState access = new AccessState();
  final Jobs.State jobs = new Jobs.State();
  final Orders.State orders = new Orders.State();
  final Trades.State trades = new Trades.State();
  final DarkPool.State pool = new DarkPool.State();
  final Requests.State requests = new Requests.State();

  /** The trading week that was current at the last command. */
  long week;
}
