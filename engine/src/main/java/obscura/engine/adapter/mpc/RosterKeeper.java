package obscura.engine.adapter.mpc;

import java.util.Optional;
import obscura.domain.Instrument;

/** Where the venue has the roster from that it hands to the parties. */
public interface RosterKeeper {
  /**
   * A roster in which this instrument may trade, if the parties have to be handed one for it; empty
   * if they have it already, or if their operators have not signed it.
   */
  Optional<String> enabling(Instrument instrument);

  /**
   * What that roster says otherwise of the instrument than the venue's list (lot, tick or pricing
   * rule), in one line; empty if nothing: only then the instrument may trade.
   */
  Optional<String> difference(Instrument instrument);

  /**
   * The least quantity in lots that it has for a firm, 0 for none; as last read. Any thread.
   *
   * @param number of the instrument
   */
  long least(String firm, long number);

  /**
   * The roster as it is now.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  String text();
}
