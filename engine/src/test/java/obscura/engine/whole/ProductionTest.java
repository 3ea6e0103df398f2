package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import obscura.dropcopy.record.Kinds;
import obscura.dropcopy.seal.ComplianceKeys;
import obscura.dropcopy.store.DropCopyReader;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.StoreConfig;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import obscura.engine.adapter.admin.Caller;
import obscura.engine.config.ConfigException;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.fix.session.TlsFiles;
import obscura.engine.pki.DevPki;
import obscura.mpc.roster.OperatorKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Profile production as far as it goes in this version: TLS with clients' certificates, keys that
 * somebody made, PostgreSQL for drop copy and ledger, a synced log and nothing seeded. The three
 * parties are in the process, as they are in every profile.
 */
class ProductionTest {
  private static final List<String> KEYS =
      List.of(
          "mpc-0",
          "mpc-1",
          "mpc-2",
          "signer-0",
          "signer-1",
          "signer-2",
          "gateway",
          "fix-store",
          "ledger");

  private static final int ATTEMPTS_MAX = 20;

  /** Reports of the two sides of three trades. */
  private static final int FILLS = 6;
  private static final long PAUSE_MILLIS = 500;

  @TempDir Path folder;

  private Map<String, String> settings(Postgres databases) throws IOException {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    for (String name : KEYS) {
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      Files.writeString(keys.resolve(name + ".key"), HexFormat.of().formatHex(key));
    }
    for (int operator = 0; operator < 3; operator++) {
      OperatorKey.make(keys.resolve("operator-" + operator + ".lms"));
    }
    ComplianceKeys.generate(keys.resolve("compliance.pub"), folder.resolve("officer.key"));
    Map<String, String> settings = new HashMap<>();
    settings.put("profile", "production");
    settings.put("keys", keys.toString());
    settings.put("sequencer.sync", "synced");
    settings.put("fix.sync", "true");
    settings.put("mpc.timeout", "1m");
    settings.put("fix.tls.keystore", pki("venue.p12"));
    settings.put("fix.tls.password-file", pki("venue.password"));
    settings.put("fix.tls.truststore", pki("ca.p12"));
    settings.put("fix.tls.truststore-password-file", pki("ca.password"));
    for (String database : List.of("dropcopy", "ledger")) {
      settings.put(database + ".url", databases.url(database));
      settings.put(database + ".user", Postgres.USER);
    }
    return settings;
  }

  private String pki(String name) {
    return folder.resolve("pki").resolve(name).toString();
  }

  private Line secured(LocalVenue venue, SessionKind kind, String compId) throws IOException {
    TlsFiles files =
        new TlsFiles(
            Path.of(pki(compId + ".p12")),
            Path.of(pki(compId + ".password")),
            Path.of(pki("ca.p12")),
            Path.of(pki("ca.password")));
    SSLSocket socket =
        (SSLSocket)
            files
                .context()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), venue.port(kind));
    socket.startHandshake();
    return new Line(socket, compId);
  }

  private static void done(Caller operator, String command, String arguments) throws Exception {
    Caller.Reply reply = operator.call(command, arguments.replace('\'', '"'));
    assertThat(reply.done()).as("%s: %s", command, reply.text()).isTrue();
  }

  private void furnish(LocalVenue venue, Path data) throws Exception {
    URI url = URI.create("https://127.0.0.1:" + venue.adminPort());
    try (Caller operator = Caller.operator(url, data)) {
      String member = "{'participant':'%s','firm':'%s','kind':'%s','privacy':'COMPLIANT'}";
      done(operator, "participant-add", member.formatted("DESK1", "ALPHA", "TRADE"));
      done(operator, "participant-add", member.formatted("DESK2", "BETA", "TRADE"));
      done(operator, "participant-add", member.formatted("MAKER1", "GAMMA", "MAKER"));
      done(operator, "maker-whitelist-add", "{'participant':'MAKER1'}");
      done(
          operator,
          "instrument-add",
          "{'symbol':'WETH-USDC','chain':'eip155:1','assetId':'eip155:1/slip44:60',"
              + "'tick':'0.01','lot':'0.001','pricing':'MIDPOINT'}");
      String deposit = "{'firm':'%s','token':'%s','amount':'%s','reference':'%s'}";
      done(operator, "ledger-deposit", deposit.formatted("ALPHA", "USDC", "50000", "wire-1"));
      done(operator, "ledger-deposit", deposit.formatted("BETA", "WETH", "10", "transfer-2"));
      done(operator, "ledger-deposit", deposit.formatted("GAMMA", "WETH", "10", "transfer-3"));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> operator.call("session-list", "{}").rows().size() == 3);
    }
  }

  @Test
  void aVenueIsFurnishedTradesIsStartedAgainAndItsDropCopyHolds() throws Exception {
    Path data = folder.resolve("data");
    DevPki.make(folder.resolve("pki"), List.of("DESK1", "DESK2", "MAKER1"), InstantSource.system());
    try (Postgres databases = new Postgres()) {
      Map<String, String> settings = settings(databases);
      StoreConfig store = new StoreConfig(databases.url("dropcopy"), Postgres.USER, "");
      int next;
      int nextIn;
      int othersNext;
      try (LocalVenue venue = new LocalVenue(data, settings)) {
        furnish(venue, data);
        try (Line desk = secured(venue, SessionKind.TRADE, "DESK1").loggedOn("8013=N");
            Line other = secured(venue, SessionKind.TRADE, "DESK2").loggedOn("8013=N");
            Line maker = secured(venue, SessionKind.MAKER, "MAKER1").loggedOn()) {
          requestIsTraded(desk, maker);
          desk.say("35=D|11=dark|55=WETH-USDC|54=1|60=now|38=4|40=2|44=3000|59=0");
          desk.await("35=8", "150=0", "11=dark");
          sell(other, "s1");
          assertThat(desk.await("35=8", "150=F", "11=dark").get(32)).isEqualTo("1");
          desk.await("35=AE", "880=T1", "58=book-entry rail: final");
          desk.await("35=AE", "880=T2", "58=book-entry rail: final");
          desk.everythingSoFar("last");
          next = desk.next();
          nextIn = desk.nextIn();
          othersNext = other.next();
        }
      }
      try (LocalVenue venue = new LocalVenue(data, settings);
          Line desk = secured(venue, SessionKind.TRADE, "DESK1").from(next).loggedOn("8013=N");
          Line other =
              secured(venue, SessionKind.TRADE, "DESK2").from(othersNext).loggedOn("8013=N")) {
        assertThat(desk.everythingSoFar().getFirst().get(34))
            .as("its Logon has the next number: nothing was lost or told twice")
            .isEqualTo(Integer.toString(nextIn));
        sell(other, "s2");
        assertThat(desk.await("35=8", "150=F", "11=dark").get(14)).isEqualTo("2");
        await().atMost(Duration.ofMinutes(1)).until(() -> fills(store).size() >= FILLS);
      }
      ChainReport report = ChainVerifier.verify(store);
      assertThat(report.firstBreak()).isEmpty();
      assertThat(fills(store))
          .as("both sides of three fills, each once")
          .hasSize(FILLS)
          .doesNotHaveDuplicates();
    }
  }

  private static void requestIsTraded(Line desk, Line maker)
      throws IOException, InterruptedException {
    Line.Heard best = bestQuote(desk, maker);
    desk.say(
        "35=D|11=accept|117=" + best.get(117) + "|55=WETH-USDC|54=1|60=now|38=2|40=D|44=3001|59=4");
    desk.await("35=8", "150=F", "11=accept");
  }

  /**
   * Asks until a quote is shown: a request is refused while the maker's logon is not in the log,
   * and on a slow machine it may end before the quote is there.
   */
  private static Line.Heard bestQuote(Line desk, Line maker)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      String id = "r" + attempt;
      String until = Line.time(240);
      desk.say("35=R|131=" + id + "|146=1|55=WETH-USDC|537=1|54=1|38=2|126=" + until + "|60=now");
      if (desk.await("131=" + id).has("35=AI", "297=10")) {
        quote(maker, "q" + attempt);
        Line.Heard heard = desk.await("131=" + id);
        if (heard.has("35=S")) {
          return heard;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError("no quote in " + ATTEMPTS_MAX + " requests");
  }

  private static void quote(Line maker, String id) throws IOException {
    maker.say(
        "35=S|117="
            + id
            + "|131="
            + maker.await("35=R").get(131)
            + "|537=1|55=WETH-USDC|133=3001|135=2|62="
            + Line.time(60)
            + "|60=now");
  }

  private static void sell(Line seller, String id) throws IOException {
    seller.say("35=D|11=" + id + "|55=WETH-USDC|54=2|60=now|38=1|40=2|44=3000|59=0");
    seller.await("35=8", "150=F", "11=" + id);
  }

  private static List<String> fills(StoreConfig store) {
    List<String> fills = new ArrayList<>();
    try (DropCopyReader reader = DropCopyReader.open(store)) {
      reader.forEach(
          RecordQuery.all(),
          stored -> {
            if (stored.record().kind().equals(Kinds.FILL)) {
              fills.add(stored.record().execId().orElseThrow());
            }
          });
    }
    return fills;
  }

  @Test
  void whatProductionDoesNotAllowIsRefusedBeforeAnythingStarts() throws Exception {
    DevPki.make(folder.resolve("pki"), List.of(), InstantSource.system());
    try (Postgres databases = new Postgres()) {
      Map<String, String> settings = settings(databases);
      for (Map.Entry<String, String> refused :
          Map.of(
                  "sequencer.sync", "written",
                  "throttles", "off",
                  "ledger.url", "jdbc:h2:file:" + folder.resolve("ledger"),
                  "fix.tls.keystore", "")
              .entrySet()) {
        Map<String, String> wrong = new HashMap<>(settings);
        wrong.put(refused.getKey(), refused.getValue());
        assertThatThrownBy(() -> new LocalVenue(folder.resolve("none"), wrong))
            .as(refused.toString())
            .isInstanceOf(ConfigException.class);
      }
      assertThat(folder.resolve("none")).doesNotExist();
    }
  }
}
