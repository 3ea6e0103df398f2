package obscura.engine.fix.session;

import quickfix.ConfigError;
import quickfix.DefaultMessageFactory;
import quickfix.DefaultSessionFactory;
import quickfix.Session;
import quickfix.SessionFactory;
import quickfix.SessionID;
import quickfix.SessionSettings;

/** Makes the FIX engine's side of a session: FIX 4.4, strict, the venue's dictionary and week. */
final class SessionMaker {
  static final String BEGIN_STRING = "FIX.4.4";
  private static final String DICTIONARY = "obscura/fix/FIX44-venue.xml";

  private final GatewayConfig config;
  private final WeeklySchedule schedule;

  SessionMaker(GatewayConfig config, WeeklySchedule schedule) {
    this.config = config;
    this.schedule = schedule;
  }

  Session make(String compId, SessionStore store, RedactedLog log, SessionCallbacks callbacks) {
    SessionID id = new SessionID(BEGIN_STRING, config.venueCompId(), compId);
    DefaultSessionFactory factory =
        new DefaultSessionFactory(
            callbacks,
            any -> store,
            any -> new GapQueue(),
            any -> log,
            new DefaultMessageFactory(),
            (any, settings) -> schedule);
    try {
      return factory.create(id, settings(id));
    } catch (ConfigError e) {
      throw new IllegalStateException("session " + compId + ": " + e.getMessage(), e);
    }
  }

  private SessionSettings settings(SessionID id) {
    SessionSettings settings = new SessionSettings();
    settings.setString(
        id, SessionFactory.SETTING_CONNECTION_TYPE, SessionFactory.ACCEPTOR_CONNECTION_TYPE);
    settings.setString(id, Session.SETTING_DATA_DICTIONARY, DICTIONARY);
    settings.setString(id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, "Y");
    settings.setString(id, Session.SETTING_TEST_REQUEST_DELAY_MULTIPLIER, "0.2");
    settings.setString(id, Session.SETTING_HEARTBEAT_TIMEOUT_MULTIPLIER, "1.2");
    settings.setString(id, Session.SETTING_LOGOUT_TIMEOUT, "2");
    String forScripts = config.isConformance() ? "Y" : "N";
    settings.setString(id, Session.SETTING_RESET_ON_DISCONNECT, forScripts);
    settings.setString(id, Session.SETTING_CHECK_LATENCY, forScripts);
    return settings;
  }
}
