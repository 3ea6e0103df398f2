package obscura.settlement.service.port;

import obscura.settlement.service.core.Alert;

/** Where alerts go. Any thread; must not throw. */
public interface AlertSink {
  /** Takes an alert; the same one may come many times. */
  void alert(Alert alert);
}
