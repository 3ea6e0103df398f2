package obscura.engine.fix.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import quickfix.DataDictionary;
import quickfix.FieldException;
import quickfix.FieldNotFound;
import quickfix.IncorrectDataFormat;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.ValidationSettings;

/**
 * Judges a Logon before the session layer sees it, in the order of the rules of engagement 1.4:
 * certificate, CompID, clock, signature, form, hours. It changes nothing but its memory of Logons
 * seen. Thread-safe.
 */
final class LogonGate {
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);
  private static final Duration SCRIPT_TOLERANCE = Duration.ofMinutes(2);
  private static final int HEARTBEAT_MIN = 5;
  private static final int HEARTBEAT_MAX = 60;
  private static final ValidationSettings VALIDATION = new ValidationSettings();

  static {
    VALIDATION.setCheckUserDefinedFields(true);
  }

  private record Seen(Instant at, String logon) {}

  private final GatewayConfig config;
  private final GatewayApplication application;
  private final InstantSource clock;
  private final ArrayDeque<Seen> seen = new ArrayDeque<>();
  private final Set<String> seenLogons = new HashSet<>();

  LogonGate(GatewayConfig config, GatewayApplication application, InstantSource clock) {
    this.config = config;
    this.application = application;
    this.clock = clock;
  }

  /** Why a Logon for this session is refused; the text of the Logout. */
  Optional<String> refusal(Line line, Connection connection, String raw, Message logon) {
    if (config.isConformance()) {
      return isOnTime(raw, SCRIPT_TOLERANCE) ? Optional.empty() : Optional.of("CLOCK");
    }
    if (line.counterparty().kind() != connection.kind() || line.isBarred()) {
      return Optional.of("AUTH");
    }
    if (line.isInPenalty()) {
      return Optional.of("THROTTLE");
    }
    if (!isOnTime(raw, CLOCK_TOLERANCE)) {
      return Optional.of("CLOCK");
    }
    if (!isAuthentic(line.counterparty().compId(), raw, logon)) {
      return Optional.of("AUTH");
    }
    int heartbeat = RawFix.number(raw, 108);
    if (heartbeat < HEARTBEAT_MIN || heartbeat > HEARTBEAT_MAX) {
      return Optional.of("HEARTBT");
    }
    Optional<String> fault = fault(line.dictionary(), raw, logon);
    if (fault.isPresent()) {
      return fault;
    }
    return line.isOpen() ? Optional.empty() : Optional.of("CLOSED-SESSION");
  }

  private boolean isOnTime(String raw, Duration tolerance) {
    Instant sent = RawFix.instant(RawFix.field(raw, 52));
    return sent != null && Duration.between(sent, clock.instant()).abs().compareTo(tolerance) <= 0;
  }

  private boolean isAuthentic(String compId, String raw, Message logon) {
    return RawFix.field(raw, 554) == null
        && isNew(compId + ' ' + RawFix.field(raw, 52) + ' ' + RawFix.field(raw, 34))
        && application.authenticates(compId, logon);
  }

  private synchronized boolean isNew(String logon) {
    Instant now = clock.instant();
    Instant old = now.minus(CLOCK_TOLERANCE.multipliedBy(2));
    while (!seen.isEmpty() && seen.getFirst().at().isBefore(old)) {
      seenLogons.remove(seen.removeFirst().logon());
    }
    if (!seenLogons.add(logon)) {
      return false;
    }
    seen.add(new Seen(now, logon));
    return true;
  }

  private Optional<String> fault(DataDictionary dictionary, String raw, Message logon) {
    if (!"0".equals(RawFix.field(raw, 98))) {
      return Optional.of("LOGON-INVALID 371=98");
    }
    if ("Y".equals(RawFix.field(raw, 464)) && !config.testVenue()) {
      return Optional.of("LOGON-INVALID 371=464");
    }
    return dictionaryFault(dictionary, logon);
  }

  private static Optional<String> dictionaryFault(DataDictionary dictionary, Message logon) {
    try {
      dictionary.validate(logon, VALIDATION);
      return Optional.empty();
    } catch (FieldNotFound e) {
      return invalid(e.field, 1);
    } catch (IncorrectTagValue e) {
      return invalid(e.getField(), e.getSessionRejectReason());
    } catch (IncorrectDataFormat e) {
      return invalid(e.getField(), e.getSessionRejectReason());
    } catch (FieldException e) {
      return invalid(e.getField(), e.getSessionRejectReason());
    }
  }

  private static Optional<String> invalid(int tag, int reason) {
    return Optional.of("LOGON-INVALID 371=" + tag + " 373=" + reason);
  }

  static boolean isResetAsked(String raw) {
    return Objects.equals(RawFix.field(raw, 141), "Y");
  }

  static @Nullable String sequenceFault(
      String raw, int nextTarget, int nextSender, boolean mayReset) {
    int sequence = RawFix.number(raw, 34);
    if (isResetAsked(raw)) {
      return sequence == 1 && mayReset ? null : "SEQ-RESET-REFUSED";
    }
    boolean expectsTooMuch = RawFix.number(raw, 789) > nextSender;
    return sequence < nextTarget || expectsTooMuch ? "SEQ-LOW" : null;
  }
}
