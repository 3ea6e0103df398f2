package obscura.engine.whole;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Everything that goes to SLF4J in this process while it is open, the venue's own at TRACE. */
final class CapturedLog implements AutoCloseable {
  private static final Logger ROOT =
      (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private static final Logger VENUE = (Logger) LoggerFactory.getLogger("obscura");

  private final StringBuffer text = new StringBuffer();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          text.append(event.getLoggerName())
              .append(' ')
              .append(event.getFormattedMessage())
              .append('\n');
          if (event.getThrowableProxy() != null) {
            text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
          }
        }
      };

  CapturedLog() {
    VENUE.setLevel(Level.TRACE);
    appender.setContext(ROOT.getLoggerContext());
    appender.start();
    ROOT.addAppender(appender);
  }

  String text() {
    return text.toString();
  }

  @Override
  public void close() {
    ROOT.detachAppender(appender);
    VENUE.setLevel(null);
  }
}
