package obscura.engine.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One command being carried out: its time, stamped by the sequencer, and the events so far. */
public final class Turn {
  private final Instant at;
  private final List<VenueEvent> events = new ArrayList<>();

  public Turn(Instant at) {
    this.at = at;
  }

  public Instant at() {
    return at;
  }

  public void emit(VenueEvent event) {
    events.add(event);
  }

  public List<VenueEvent> events() {
    return List.copyOf(events);
  }
}
