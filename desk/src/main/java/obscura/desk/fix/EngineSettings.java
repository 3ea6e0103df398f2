package obscura.desk.fix;

import org.jspecify.annotations.Nullable;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.mina.ssl.SSLSupport;

/** The QuickFIX/J form of {@link FixSettings}: stock dictionary, every validation on. */
final class EngineSettings {
  private static final String VENUE = "VENUE";

  private EngineSettings() {}

  static SessionSettings of(FixSettings client) {
    SessionID id = new SessionID("FIX.4.4", client.compId(), VENUE);
    SessionSettings settings = new SessionSettings();
    settings.setString(id, "ConnectionType", "initiator");
    settings.setString(id, "BeginString", "FIX.4.4");
    settings.setString(id, "SenderCompID", client.compId());
    settings.setString(id, "TargetCompID", VENUE);
    settings.setString(id, "SocketConnectHost", client.host());
    settings.setLong(id, "SocketConnectPort", client.port());
    settings.setString(id, "SocketTcpNoDelay", "Y");
    settings.setString(id, "ReconnectInterval", "1");
    settings.setLong(id, Session.SETTING_HEARTBTINT, client.heartbeatSeconds());
    settings.setString(id, "FileStorePath", client.store().toString());
    settings.setString(id, Session.SETTING_NON_STOP_SESSION, "Y");
    dictionary(settings, id, client);
    tls(settings, id, client.tls());
    return settings;
  }

  private static void dictionary(SessionSettings settings, SessionID id, FixSettings client) {
    settings.setString(id, Session.SETTING_USE_DATA_DICTIONARY, "Y");
    settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
    // The venue echoes 8013 when it was sent, and the stock dictionary does not know it.
    boolean stockFieldsOnly = client.keepOrders() == null;
    settings.setString(
        id, Session.SETTING_VALIDATE_USER_DEFINED_FIELDS, stockFieldsOnly ? "Y" : "N");
  }

  private static void tls(SessionSettings settings, SessionID id, @Nullable TlsFiles tls) {
    if (tls == null) {
      return;
    }
    settings.setString(id, SSLSupport.SETTING_USE_SSL, "Y");
    settings.setString(id, SSLSupport.SETTING_ENABLED_PROTOCOLS, "TLSv1.3");
    settings.setString(id, SSLSupport.SETTING_KEY_STORE_NAME, tls.keyStore().toString());
    settings.setString(id, SSLSupport.SETTING_KEY_STORE_PWD, tls.keyStorePassword());
    settings.setString(id, SSLSupport.SETTING_KEY_STORE_TYPE, "PKCS12");
    settings.setString(id, SSLSupport.SETTING_TRUST_STORE_NAME, tls.trustStore().toString());
    settings.setString(id, SSLSupport.SETTING_TRUST_STORE_PWD, tls.trustStorePassword());
    settings.setString(id, SSLSupport.SETTING_TRUST_STORE_TYPE, "PKCS12");
  }
}
