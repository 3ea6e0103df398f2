package obscura.engine.adapter.admin;

import java.util.ArrayList;
import java.util.List;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.EventConsumer;

/**
 * What the log says that operators asked. It never finishes, so a restart tells all of it again.
 */
final class AuditTrail implements EventConsumer {
  private final List<Operation> operations = new ArrayList<>();
  private final List<VenueEvent> events = new ArrayList<>();

  @Override
  public String name() {
    return "audit";
  }

  @Override
  public synchronized void accept(long position, VenueEvent event) {
    if (position == 0) {
      return;
    }
    events.add(event);
    switch (event) {
      case AccessEvent.OperatorAnswered e -> operations.add(e.operation());
      case AccessEvent.OrdersListed e -> operations.add(e.operation());
      case AccessEvent.StatusTold e -> operations.add(e.operation());
      default -> {}
    }
  }

  @Override
  public long finished() {
    return 0;
  }

  synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  synchronized List<VenueEvent> events() {
    return List.copyOf(events);
  }
}
