package obscura.engine.fix.outbound;

import java.util.List;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;
import obscura.engine.port.Directory;

/** Event and opened values to messages; tells each its audience and nobody else. */
final class Reporter {
  private final OrderReports orders;
  private final RequestReports requests;
  private final TradeReports trades;
  private final Notices notices;

  Reporter(Directory directory, GatewayMemory memory) {
    orders = new OrderReports(directory, memory);
    requests = new RequestReports(directory, memory);
    trades = new TradeReports(directory, orders);
    notices = new Notices(directory);
  }

  List<Told> render(VenueEvent event, Opened opened) {
    return switch (event) {
      case OrderEvent e -> orders.render(e, opened);
      case RequestEvent e -> requests.render(e, opened);
      case TradeEvent e -> trades.render(e, opened);
      case AccessEvent e -> notices.render(e);
      case StandingEvent _ -> List.of();
      case WorkEvent _ -> List.of();
    };
  }
}
