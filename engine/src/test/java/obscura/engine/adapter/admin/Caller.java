package obscura.engine.adapter.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the endpoint, with or without a certificate. */
public final class Caller implements AutoCloseable {
  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final URI url;
  private final HttpClient http;

  /** Status and JSON of an answer. */
  public record Reply(int status, JsonNode json) {
    public boolean done() {
      return json.get("done").booleanValue();
    }

    public String text() {
      return json.get("text").stringValue();
    }

    public JsonNode rows() {
      return json.get("rows");
    }
  }

  private Caller(URI url, SSLContext tls) {
    this.url = url;
    this.http =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
  }

  /** With the operator's files of the embedded profile. */
  public static Caller operator(URI url, Path data) throws Exception {
    Path folder = data.resolve("admin");
    char[] password = Files.readString(folder.resolve("client.pass")).strip().toCharArray();
    KeyStore keys = KeyStore.getInstance(folder.resolve("client.p12").toFile(), password);
    return new Caller(url, context(keys, password, folder));
  }

  /** With this certificate. */
  static Caller with(LocalAuthority.Issued issued, URI url, Path data) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    X509Certificate[] chain = {issued.certificate()};
    keys.setKeyEntry("key", issued.key(), PASSWORD, chain);
    return new Caller(url, context(keys, PASSWORD, data.resolve("admin")));
  }

  /** Without any. */
  static Caller nobody(URI url, Path data) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    return new Caller(url, context(keys, PASSWORD, data.resolve("admin")));
  }

  private static SSLContext context(KeyStore keys, char[] password, Path folder) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, password);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (var in = Files.newInputStream(folder.resolve("ca.pem"))) {
      Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trusted.setCertificateEntry("ca", authority);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Calls under a new request id. */
  public Reply call(String name, String arguments) throws IOException, InterruptedException {
    return call(name, arguments, "request-" + REQUESTS.incrementAndGet());
  }

  Reply call(String name, String arguments, String request)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(name, arguments, request);
    return new Reply(response.statusCode(), JsonMapper.shared().readTree(response.body()));
  }

  HttpResponse<String> send(String name, String arguments, String request)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve("/v1/commands/" + name))
            .header("Idempotency-Key", request)
            .POST(HttpRequest.BodyPublishers.ofString(arguments))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Override
  public void close() {
    http.close();
  }
}
