package obscura.desk.fix;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and as whom a client logs on.
 *
 * @param store folder of the sequence numbers and sent messages; the same folder continues the
 *     session after a restart of either side
 * @param heartbeatSeconds HeartBtInt(108), 5 to 60
 * @param keepOrders true sends CancelOnDisconnect(8013)=N, so day orders outlive the connection;
 *     null sends nothing, the venue's default holds
 * @param logonTimeout how long connecting may take; clients reconnect every second after that
 */
public record FixSettings(
    String host,
    int port,
    String compId,
    Path store,
    int heartbeatSeconds,
    @Nullable Boolean keepOrders,
    @Nullable TlsFiles tls,
    Duration logonTimeout) {

  /** A session without TLS, heartbeat 30 s, the venue's default for cancel on disconnect. */
  public static FixSettings of(String host, int port, String compId, Path store) {
    return new FixSettings(host, port, compId, store, 30, null, null, Duration.ofSeconds(10));
  }

  public FixSettings withHeartbeatSeconds(int seconds) {
    return new FixSettings(host, port, compId, store, seconds, keepOrders, tls, logonTimeout);
  }

  public FixSettings withKeepOrders(boolean keep) {
    return new FixSettings(host, port, compId, store, heartbeatSeconds, keep, tls, logonTimeout);
  }

  public FixSettings withTls(TlsFiles files) {
    return new FixSettings(
        host, port, compId, store, heartbeatSeconds, keepOrders, files, logonTimeout);
  }

  public FixSettings withLogonTimeout(Duration timeout) {
    return new FixSettings(host, port, compId, store, heartbeatSeconds, keepOrders, tls, timeout);
  }

  /** The same client at another port, as after a restart of the venue. */
  public FixSettings withPort(int newPort) {
    return new FixSettings(
        host, newPort, compId, store, heartbeatSeconds, keepOrders, tls, logonTimeout);
  }
}
