package obscura.desk.fix;

import java.nio.file.Path;

/**
 * The client's certificate and the authorities that it trusts, as PKCS#12 files. Only TLS 1.3 is
 * spoken (rules of engagement 1.3).
 */
public record TlsFiles(
    Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {
  /** Names the files; the passwords stay out of every log. */
  @Override
  public String toString() {
    return "TlsFiles[" + keyStore + ", " + trustStore + "]";
  }
}
