package obscura.engine.fix.session;

import java.io.IOException;

/** A session file is damaged before its end; the session must not start from it. */
public final class StoreCorruptedException extends IOException {
  StoreCorruptedException(String message) {
    super(message);
  }
}
