package obscura.engine.adapter.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AdminEndpointTest {
  @TempDir static Path data;

  private static AdminVenue venue;
  private static Caller operator;

  @BeforeAll
  static void open() throws Exception {
    venue = new AdminVenue(data);
    operator = Caller.operator(venue.endpoint.url(), data);
    add("DESK1", "TRADE");
  }

  @AfterAll
  static void close() {
    operator.close();
    venue.close();
  }

  private static Caller.Reply add(String participant, String kind) throws Exception {
    return operator.call(
        "participant-add",
        """
        {"participant":"%s","firm":"FIRM-%s","kind":"%s","privacy":"COMPLIANT"}
        """
            .formatted(participant, participant, kind));
  }

  private static Caller.Reply on(String command, String participant) throws Exception {
    return operator.call(command, "{\"participant\":\"" + participant + "\"}");
  }

  private static List<String> column(Caller.Reply reply, String name) {
    return StreamSupport.stream(reply.rows().spliterator(), false)
        .map(row -> row.get(name).asString())
        .toList();
  }

  private static JsonNode show(String participant) throws Exception {
    return on("participant-show", participant).rows().get(0);
  }

  private static void submitOrder(String participant, String clientId) throws Exception {
    venue.submit(
        new OrderCommand.SubmitOrder(
            new ParticipantId(participant),
            new ClientId(clientId),
            new Stamp(Instant.now(), Optional.empty(), false),
            new Handle(1, 2, 3, 4),
            TimeInForce.DAY,
            Optional.empty(),
            PrivacyLevel.COMPLIANT,
            OrderNotes.NONE,
            Optional.empty()));
  }

  @Test
  void anAddedParticipantIsListedAndShown() throws Exception {
    Caller.Reply added = add("DESK2", "TRADE");
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.done()).isTrue();
    assertThat(added.text()).isEqualTo("DESK2 added as TRADE of firm FIRM-DESK2");
    assertThat(column(operator.call("participant-list", "{}"), "participant"))
        .contains("DESK1", "DESK2");
    assertThat(show("DESK2").get("firm").asString()).isEqualTo("FIRM-DESK2");
  }

  @Test
  void whatTheVenueRefusesIsAnsweredWithItsReason() throws Exception {
    Caller.Reply again = add("DESK1", "TRADE");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.done()).isFalse();
    assertThat(again.text()).isEqualTo("DESK1 exists already");
  }

  @Test
  void aSuspendedParticipantIsResumed() throws Exception {
    add("DESK3", "TRADE");
    assertThat(on("participant-suspend", "DESK3").text()).isEqualTo("DESK3 suspended");
    assertThat(show("DESK3").get("suspended").booleanValue()).isTrue();
    assertThat(on("participant-resume", "DESK3").text()).isEqualTo("DESK3 resumed");
    assertThat(show("DESK3").get("suspended").booleanValue()).isFalse();
  }

  @Test
  void whitelistedMakersAreListed() throws Exception {
    add("MAKER1", "MAKER");
    add("MAKER2", "MAKER");
    on("maker-whitelist-add", "MAKER1");
    on("maker-whitelist-add", "MAKER2");
    assertThat(on("maker-whitelist-remove", "MAKER2").done()).isTrue();
    assertThat(column(operator.call("maker-whitelist-list", "{}"), "participant"))
        .containsExactly("MAKER1");
    assertThat(on("maker-whitelist-add", "DESK1").text()).isEqualTo("DESK1 is TRADE, not MAKER");
  }

  @Test
  void theModeIsToldByTheStatus() throws Exception {
    operator.call("mode", "{\"permissioned\":false}");
    assertThat(column(operator.call("status", "{}"), "mode")).containsExactly("PERMISSIONLESS");
    operator.call("mode", "{\"permissioned\":true}");
    assertThat(column(operator.call("status", "{}"), "mode")).containsExactly("PERMISSIONED");
  }

  @Test
  void anInstrumentIsListedHaltedAndResumed() throws Exception {
    Caller.Reply added =
        operator.call(
            "instrument-add",
            """
            {"symbol":"WETH-USDC","chain":"eip155:1","assetId":"eip155:1/slip44:60",\
            "tick":"0.01","lot":"0.001","pricing":"MIDPOINT"}
            """);
    assertThat(added.text()).startsWith("WETH-USDC listed as number ");
    String symbol = "{\"symbol\":\"WETH-USDC\"}";
    assertThat(operator.call("instrument-halt", symbol).done()).isTrue();
    assertThat(halted("WETH-USDC")).isEqualTo("true");
    assertThat(operator.call("instrument-resume", symbol).done()).isTrue();
    assertThat(halted("WETH-USDC")).isEqualTo("false");
  }

  private static String halted(String symbol) throws Exception {
    Caller.Reply all = operator.call("instrument-list", "{}");
    return column(all, "halted").get(column(all, "symbol").indexOf(symbol));
  }

  @Test
  void openOrdersAreListedWithoutValuesAndCancelled() throws Exception {
    add("DESK4", "TRADE");
    submitOrder("DESK4", "dark-1");
    Caller.Reply orders = operator.call("order-list", "{}");
    JsonNode order = orders.rows().get(0);
    assertThat(order.get("clientId").asString()).isEqualTo("dark-1");
    assertThat(order.propertyNames())
        .containsExactly(
            "order",
            "participant",
            "firm",
            "clientId",
            "type",
            "timeInForce",
            "expires",
            "privacy",
            "status",
            "handle");
    String id = order.get("order").asString();
    Caller.Reply cancelled = operator.call("order-cancel", "{\"order\":\"" + id + "\"}");
    assertThat(cancelled.text()).isEqualTo(id + " is being cancelled");
    assertThat(operator.call("order-cancel", "{\"order\":\"OZZZ\"}").text())
        .isEqualTo("OZZZ is not open");
  }

  @Test
  void theKillSwitchSaysWhatBecomesOfOrders() throws Exception {
    Caller.Reply on = operator.call("kill-switch", "{\"halted\":true,\"cancelOrders\":false}");
    assertThat(on.text())
        .matches("trading halted; open requests ended, \\d+ resting orders stay.*");
    assertThat(column(operator.call("status", "{}"), "trading")).containsExactly("HALTED");
    Caller.Reply off = operator.call("kill-switch", "{\"halted\":false,\"cancelOrders\":false}");
    assertThat(off.text()).isEqualTo("trading resumed");
    assertThat(column(operator.call("status", "{}"), "trading")).containsExactly("OPEN");
  }

  @Test
  void sessionsAreListedAndOperated() throws Exception {
    assertThat(column(operator.call("session-list", "{}"), "nextTarget")).containsExactly("34");
    int before = venue.sessions.acts().size();
    on("session-disconnect", "DESK1");
    on("session-reset", "DESK1");
    Caller.Reply set =
        operator.call(
            "session-set-seq", "{\"participant\":\"DESK1\",\"nextSender\":7,\"nextTarget\":9}");
    assertThat(set.text()).isEqualTo("next numbers of DESK1: 7 to it, 9 from it");
    List<String> acts = venue.sessions.acts();
    assertThat(acts.subList(before, acts.size()))
        .containsExactly("disconnect DESK1 OPERATOR", "reset DESK1", "set DESK1 7 9");
  }

  @Test
  void anActThatTheGatewayCannotDoIsNotDone() throws Exception {
    Caller.Reply reply = on("session-reset", "NOBODY");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text()).isEqualTo("ordered, but not done: NOBODY has no session");
  }

  @Test
  void aRepeatedRequestIsAnsweredAgainButCarriedOutOnce() throws Exception {
    String arguments = "{\"participant\":\"DESK1\"}";
    int before = venue.sessions.acts().size();
    assertThat(operator.call("session-disconnect", arguments, "the-same-id").done()).isTrue();
    assertThat(operator.call("session-disconnect", arguments, "the-same-id").done()).isTrue();
    assertThat(venue.sessions.acts()).hasSize(before + 1);
    Caller.Reply other = operator.call("participant-suspend", arguments, "the-same-id");
    assertThat(other.text()).isEqualTo("request the-same-id was used before, for something else");
    assertThat(venue.sessions.acts()).hasSize(before + 1);
  }

  @Test
  void anIdIsNotGoodForAnotherActOfTheSameKind() throws Exception {
    String numbers = "{\"participant\":\"DESK1\",\"nextSender\":%d,\"nextTarget\":9}";
    assertThat(operator.call("session-set-seq", numbers.formatted(3), "numbers-once").done())
        .isTrue();
    int before = venue.sessions.acts().size();
    String refusal = "request numbers-once was used before, for something else";
    assertThat(operator.call("session-set-seq", numbers.formatted(4), "numbers-once").text())
        .isEqualTo(refusal);
    assertThat(operator.call("session-reset", "{\"participant\":\"DESK1\"}", "numbers-once").text())
        .isEqualTo(refusal);
    add("DESK5", "TRADE");
    operator.call("participant-suspend", "{\"participant\":\"DESK5\"}", "suspend-once");
    assertThat(
            operator
                .call("participant-suspend", "{\"participant\":\"DESK1\"}", "suspend-once")
                .text())
        .isEqualTo("request suspend-once was used before, for something else");
    assertThat(venue.sessions.acts()).hasSize(before);
    assertThat(operator.call("session-set-seq", numbers.formatted(3), "numbers-once").text())
        .isEqualTo("next numbers of DESK1: 3 to it, 9 from it");
    assertThat(venue.sessions.acts()).hasSize(before);
  }

  private static Caller.Reply deposit(String token, String amount, String reference)
      throws Exception {
    return operator.call(
        "ledger-deposit",
        """
        {"firm":"FIRM-DESK1","token":"%s","amount":"%s","reference":"%s"}
        """
            .formatted(token, amount, reference));
  }

  @Test
  void aDepositIsBookedOnceForEachReferenceAndAuditedWithoutItsAmount() throws Exception {
    operator.call(
        "instrument-add",
        """
        {"symbol":"LINK-EURC","chain":"eip155:1","assetId":"eip155:1/slip44:60",\
        "tick":"0.01","lot":"0.001","pricing":"MIDPOINT"}
        """);
    int before = venue.audit.events().size();
    assertThat(deposit("EURC", "1500.25", "wire-1").text())
        .isEqualTo("1500.25 EURC deposited to FIRM-DESK1, reference wire-1");
    assertThat(deposit("EURC", "1500.25", "wire-1").text())
        .endsWith("done before, nothing changed");
    Caller.Reply other = deposit("EURC", "1500.26", "wire-1");
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text()).isEqualTo("reference wire-1 names another deposit; nothing changed");
    String note = "operator: ledger deposit of EURC to FIRM-DESK1, reference wire-1";
    List<String> notes = notesAfter(before);
    assertThat(notes.subList(0, 3)).containsOnly(note);
    assertThat(notes.get(3)).contains("refused ledger-deposit", "wire-1 names another deposit");

    Caller.Reply balances = operator.call("ledger-balances", "{\"firm\":\"FIRM-DESK1\"}");
    assertThat(column(balances, "available")).containsExactly("1500.25");
    Caller.Reply entries = operator.call("ledger-entries", "{\"firm\":\"FIRM-DESK1\"}");
    assertThat(column(entries, "reference")).containsExactly("wire-1", "T1");
    assertThat(column(entries, "amount")).containsExactly("1500.25", "sealed");
  }

  @Test
  void aBreakOfTheLedgerIsAnAnswerThatNobodyTakesForSound() throws Exception {
    assertThat(operator.call("ledger-reconcile", "{}").text())
        .endsWith(" journal entries read: the ledger is sound");
    venue.accounts.broken("entry 2 was changed: its hash differs", "the head differs");
    Caller.Reply found = operator.call("ledger-reconcile", "{}");
    venue.accounts.broken();
    assertThat(found.status()).isEqualTo(409);
    assertThat(found.text())
        .endsWith(" read: entry 2 was changed: its hash differs; the head differs");
  }

  @Test
  void thePartiesAreShownAndGetOtherKeys() throws Exception {
    Caller.Reply before = operator.call("mpc-parties", "{}");
    assertThat(column(before, "party")).containsExactly("0", "1", "2");
    assertThat(column(before, "answers")).containsExactly("true", "true", "true");
    assertThat(operator.call("mpc-rotate-keys", "{}").text())
        .isEqualTo("the parties have new keys: epoch 8");
    assertThat(column(operator.call("mpc-parties", "{}"), "epoch")).containsOnly("8");
    assertThat(column(operator.call("mpc-work", "{}"), "medianMicros")).containsExactly("1234");
    assertThat(operator.call("mpc-alerts", "{}").text()).isEqualTo("0 found");
  }

  @Test
  void thePartiesMeasureThemselvesOnDemand() throws Exception {
    assertThat(operator.call("mpc-steps", "{}").text()).isEqualTo("0 found");
    Caller.Reply measured = operator.call("mpc-bench", "{}");
    assertThat(column(measured, "step")).containsExactly("compare");
    assertThat(column(measured, "medianMicros")).containsExactly("61");
    assertThat(column(operator.call("mpc-steps", "{}"), "slowMicros")).containsExactly("99");
  }

  @Test
  void aTranscriptIsHandedOutWholeOrForOneMaker() throws Exception {
    int before = venue.audit.events().size();
    assertThat(operator.call("rfq-transcript", "{\"rfq\":\"R1\"}").text())
        .isEqualTo("what was signed of R1\n");
    String forMaker = "{\"rfq\":\"R1\",\"participant\":\"MAKER1\"}";
    assertThat(operator.call("rfq-transcript", forMaker).text())
        .isEqualTo("what was signed of R1 for MAKER1\n");
    assertThat(notesAfter(before))
        .containsExactly("operator: rfq transcript R1", "operator: rfq transcript R1 for MAKER1");
    Caller.Reply none = operator.call("rfq-transcript", "{\"rfq\":\"R2\"}");
    assertThat(none.status()).isEqualTo(409);
    assertThat(none.text()).isEqualTo("nothing was selected for request R2");
    Caller.Reply wrong = operator.call("rfq-transcript", "{\"rfq\":\"../R1\"}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.text()).contains("rfq must be the venue's number of a request such as R1A");
  }

  @Test
  void aValueIsSealedForAnAuditorWhomThePartiesKnow() throws Exception {
    String handle = "ab".repeat(32);
    Caller.Reply sealed =
        operator.call("mpc-seal-for", "{\"handle\":\"" + handle + "\",\"auditor\":\"AUDIT1\"}");
    assertThat(column(sealed, "sealed")).containsExactly("aa", "bb", "cc");
    Caller.Reply foreign =
        operator.call("mpc-seal-for", "{\"handle\":\"" + handle + "\",\"auditor\":\"FRIEND\"}");
    assertThat(foreign.status()).isEqualTo(409);
    assertThat(foreign.text()).isEqualTo("NOT_ENTITLED: an auditor not in the roster");
    assertThat(operator.call("mpc-seal-for", "{\"handle\":\"x\",\"auditor\":\"A\"}").text())
        .isEqualTo("handle must be 64 hex digits");
  }

  @Test
  void aReplacedPartyIsTakenOverOrTheAnswerSaysWhatIsMissing() throws Exception {
    assertThat(operator.call("mpc-replace-party", "{\"party\":\"1\"}").text())
        .isEqualTo("party 1 is another one, and all shares were made anew: epoch 9");
    Caller.Reply refused = operator.call("mpc-replace-party", "{\"party\":\"2\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text()).isEqualTo("party 2 does not answer");
    assertThat(operator.call("mpc-replace-party", "{\"party\":\"3\"}").text())
        .isEqualTo("party must be 0, 1 or 2");
  }

  @Test
  void whileAPartyIsAwayItsKeysStayAndTheStatusSaysSo() throws Exception {
    venue.parties.away(true);
    int before = venue.audit.events().size();
    Caller.Reply keys = operator.call("mpc-rotate-keys", "{}", "keys-2026-1");
    Caller.Reply parties = operator.call("mpc-parties", "{}");
    Caller.Reply alerts = operator.call("mpc-alerts", "{}");
    venue.parties.away(false);
    assertThat(keys.status()).isEqualTo(503);
    assertThat(keys.text()).contains("the parties did not do it", "party 2 is away");
    assertThat(notesAfter(before)).anyMatch(note -> note.contains("refused mpc-rotate-keys"));
    assertThat(column(parties, "answers")).containsExactly("true", "true", "false");
    assertThat(column(alerts, "alert")).containsExactly("party 2 does not answer");
  }

  @Test
  void whileTheLedgersDatabaseIsAwayNothingIsBooked() throws Exception {
    venue.accounts.away(true);
    Caller.Reply reply = operator.call("ledger-balances", "{}");
    venue.accounts.away(false);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.text())
        .isEqualTo("the ledger's database does not answer; nothing changed, ask the same again");
  }

  @ParameterizedTest
  @CsvSource({
    "participant-list,{}",
    "participant-show,{\"participant\":\"DESK1\"}",
    "participant-resume,{\"participant\":\"DESK1\"}",
    "maker-whitelist-list,{}",
    "instrument-list,{}",
    "session-list,{}",
    "order-list,{}",
    "status,{}",
    "mode,{\"permissioned\":true}",
    "dropcopy-read,{\"trade\":\"T1\"}"
  })
  void everyCallIsInTheLogUnderTheNameInTheCertificate(String name, String arguments)
      throws Exception {
    String request = "audited-" + name;
    assertThat(operator.send(name, arguments, request).statusCode()).isEqualTo(200);
    assertThat(venue.audit.operations()).contains(new Operation("operator", request));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "participant-add|{}|participant is missing",
        "participant-show|{\"participant\":\"x\"}|a CompID is 3 to 16 of A-Z, 0-9 and -: x",
        "participant-list|{\"colour\":\"red\"}|unknown argument 'colour'",
        "mode|{\"permissioned\":\"yes\"}|permissioned must be true or false",
        "mode|[]|the arguments must be a JSON object",
        "mode|{|the arguments are not JSON",
        "session-set-seq|{\"participant\":\"DESK1\",\"nextSender\":0,\"nextTarget\":1}"
            + "|nextSender must be a whole number, 1 to 2147483647",
        "oracle-post|{\"price\":\"price 1 T 1 0 1 F ab\"}|a signed price is: price 1 INSTANCE"
            + " INSTRUMENT TICKS MILLIS ORACLE SIGNATURE",
        "oracle-post|{\"price\":7}|price must be a text",
        "order-cancel|{\"order\":\"17\"}|order must be an OrderID such as O1A, not 17",
        "instrument-add|{\"symbol\":\"weth\",\"chain\":\"a\",\"assetId\":\"b\",\"tick\":\"1\","
            + "\"lot\":\"1\",\"pricing\":\"MIDPOINT\"}"
            + "|a symbol is BASE-QUOTE of A-Z and 0-9: weth",
        "instrument-add|{\"symbol\":\"A-B\",\"chain\":\"a\",\"assetId\":\"b\",\"tick\":\"1e9\","
            + "\"lot\":\"1\",\"pricing\":\"MIDPOINT\"}"
            + "|tick must be a plain decimal, at most 18 digits before and 18 after the point",
        "ledger-balances|{\"firm\":\"NOBODY\"}|no participant is of firm NOBODY",
        "ledger-deposit|{\"firm\":\"FIRM-DESK1\",\"token\":\"DOGE\"}|no instrument is in DOGE",
        "dropcopy-read|{\"colour\":\"red\"}|no records are found by 'colour'"
      })
  void malformedCallsAreAnsweredPreciselyAndChangeNothing(
      String name, String arguments, String text) throws Exception {
    int before = venue.audit.events().size();
    Caller.Reply reply = operator.call(name, arguments, "nonsense-" + name);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).isEqualTo(text);
    assertThat(notesAfter(before))
        .containsExactly("operator: refused " + name + " (request nonsense-" + name + "): " + text);
  }

  /** What the audit has since, all of it notes. */
  private static List<String> notesAfter(int before) {
    List<VenueEvent> all = venue.audit.events();
    return all.subList(before, all.size()).stream()
        .map(AccessEvent.OperatorAnswered.class::cast)
        .map(told -> told.operation().operator() + ": " + told.text())
        .toList();
  }

  @Test
  void anIdThatWasUsedForNonsenseMayBeUsedForTheCallThatWasMeant() throws Exception {
    assertThat(operator.call("mode", "{}", "meant-well").status()).isEqualTo(400);
    assertThat(operator.call("mode", "{\"permissioned\":true}", "meant-well").done()).isTrue();
  }

  @Test
  void unknownCommandsAndBadRequestIdsAreRefused() throws Exception {
    int before = venue.audit.events().size();
    assertThat(operator.call("dance", "{}", "may-i-have").text())
        .isEqualTo("there is no command 'dance'");
    assertThat(operator.call("status", "{}", "short").status()).isEqualTo(400);
    assertThat(notesAfter(before))
        .containsExactly(
            "operator: refused dance (request may-i-have): there is no command 'dance'",
            "operator: refused status (request short): Idempotency-Key must be 8 to 64 of A-Z,"
                + " a-z, 0-9, '.', '_' and '-'");
  }

  @Test
  void dropCopyRecordsComeAsLines() throws Exception {
    HttpResponse<String> answer =
        operator.send("dropcopy-read", "{\"order\":\"O1\"}", "reads-the-drop-copy");
    assertThat(answer.body()).isEqualTo("{\"query\":\"{order=O1}\"}\n{\"end\":true}\n");
  }

  @Test
  void withoutACertificateNobodyIsAnswered() throws Exception {
    try (Caller nobody = Caller.nobody(venue.endpoint.url(), data)) {
      assertThatThrownBy(() -> nobody.call("status", "{}")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
    LocalAuthority.Issued foreign =
        LocalAuthority.create("Obscura local operators").issueClient("operator");
    try (Caller stranger = Caller.with(foreign, venue.endpoint.url(), data)) {
      assertThatThrownBy(() -> stranger.call("status", "{}")).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFixClientOfTheSameAuthorityIsNoOperator() throws Exception {
    LocalAuthority.Issued client = authority().issueClient("DESK1", "obscura:compid:DESK1");
    try (Caller desk = Caller.with(client, venue.endpoint.url(), data)) {
      int before = venue.audit.events().size();
      Caller.Reply reply = desk.call("mode", "{\"permissioned\":false}");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.text())
          .isEqualTo("the certificate is not an operator's: it does not name obscura:role:admin");
      assertThat(notesAfter(before))
          .singleElement()
          .asString()
          .startsWith("not an operator: refused mode (request request-");
    }
  }

  private static LocalAuthority authority() throws Exception {
    char[] password = Files.readString(data.resolve("admin/ca.pass")).strip().toCharArray();
    KeyStore store = KeyStore.getInstance(data.resolve("admin/ca.p12").toFile(), password);
    return new LocalAuthority(
        (PrivateKey) store.getKey("key", password), (X509Certificate) store.getCertificate("key"));
  }

  @Test
  void secretsAreReadableByTheirOwnerOnlyAndKept() throws Exception {
    for (String name : List.of("ca.p12", "ca.pass", "server.p12", "server.pass", "client.p12")) {
      assertThat(Files.getPosixFilePermissions(data.resolve("admin").resolve(name)))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
    byte[] before = Files.readAllBytes(data.resolve("admin/client.p12"));
    AdminFiles.prepare(data);
    assertThat(Files.readAllBytes(data.resolve("admin/client.p12"))).isEqualTo(before);
  }

  @Test
  void afterARestartNoSessionIsOperatedAgain(@TempDir Path own) throws Exception {
    try (AdminVenue first = new AdminVenue(own);
        Caller caller = Caller.operator(first.endpoint.url(), own)) {
      caller.call("session-reset", "{\"participant\":\"DESK1\"}", "reset-once");
      assertThat(first.sessions.acts()).containsExactly("reset DESK1");
    }
    try (AdminVenue second = new AdminVenue(own);
        Caller caller = Caller.operator(second.endpoint.url(), own)) {
      assertThat(caller.call("session-reset", "{\"participant\":\"DESK1\"}", "reset-once").text())
          .isEqualTo(
              "request reset-once was ordered before the venue's last start; whether it was done is"
                  + " not known: look at session list and use another request id");
      assertThat(second.audit.events())
          .filteredOn(AccessEvent.SessionActOrdered.class::isInstance)
          .as("the log tells it again")
          .hasSize(1);
      assertThat(second.sessions.acts()).isEmpty();
    }
  }
}
