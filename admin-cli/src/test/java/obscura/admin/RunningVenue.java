package obscura.admin;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.domain.TradeId;
import obscura.dropcopy.record.TradingRecord;
import obscura.dropcopy.seal.ComplianceKeys;
import obscura.dropcopy.seal.KeyWrap;
import obscura.dropcopy.store.DropCopyStore;
import obscura.dropcopy.store.StoreConfig;
import obscura.engine.adapter.admin.AdminEndpoint;
import obscura.engine.adapter.admin.AdminFiles;
import obscura.engine.adapter.directory.DirectoryView;
import obscura.engine.adapter.dropcopy.StoredCompliance;
import obscura.engine.adapter.dropcopy.StoredSettlements;
import obscura.engine.adapter.mpc.OwnRoster;
import obscura.engine.adapter.mpc.PartyWatch;
import obscura.engine.adapter.mpc.Transcripts;
import obscura.engine.adapter.mpc.WorkTimes;
import obscura.engine.adapter.settlement.LedgerAccounts;
import obscura.engine.adapter.settlement.Reconciler;
import obscura.engine.config.VenueConfig;
import obscura.engine.config.VenueConfig.Jdbc;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.Stamp;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.port.SessionLine;
import obscura.engine.port.SessionOperations;
import obscura.engine.port.SettlementDesk;
import obscura.engine.port.VenueFault;
import obscura.engine.sequencer.Sequencer;
import obscura.engine.sequencer.SequencerConfig;
import obscura.mpc.api.Mode;
import obscura.mpc.embedded.EmbeddedParties;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.venue.ThreeParties;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;

/**
 * A venue with everything that operators reach: the real log, core, admin endpoint and drop copy on
 * H2. Its only FIX session is told, not real.
 */
public final class RunningVenue implements AutoCloseable {
  public static final Instant NOON = Instant.parse("2026-11-20T12:00:00.000000123Z");

  public final StoreConfig store;
  private final Sequencer sequencer;
  private final AdminEndpoint endpoint;
  private final DropCopyStore dropCopy;
  private final Ledger ledger;
  private final EmbeddedParties parties;
  private boolean closed;

  public RunningVenue(Path data) throws Exception {
    store = store(data);
    dropCopy = DropCopyStore.open(store, officer(data));
    ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:file:" + data.toAbsolutePath().resolve("ledger"), "", ""),
            LedgerKey.of(new byte[32]));
    GatewayKey key = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);
    OwnRoster roster = roster(data, key);
    parties =
        new EmbeddedParties(
            data.resolve("parties"),
            party -> new byte[32],
            new EmbeddedParties.Papers(
                new ThreeParties.Gateway("TEST", key),
                roster.operators(),
                roster.text(),
                signers()),
            Duration.ofSeconds(20),
            Mode.SEMI_HONEST);
    sequencer =
        new Sequencer(
            SequencerConfig.single(data.resolve("log"), false),
            VenueLimits.DEFAULT,
            List.of("admin"),
            VenueFault::printStackTrace);
    DirectoryView directory = new DirectoryView(participant -> {});
    endpoint =
        new AdminEndpoint(
            AdminFiles.prepare(data),
            new AdminEndpoint.Surroundings(
                sequencer.log(),
                directory,
                new OneSession(),
                new StoredCompliance(dropCopy.reader()),
                new LedgerAccounts(
                    ledger,
                    new Reconciler(ledger, data.resolve("reconciliation"), InstantSource.system())),
                new PartyWatch(
                    parties,
                    roster,
                    new WorkTimes(new SimpleMeterRegistry()),
                    new PartyWatch.Thresholds(Duration.ofSeconds(1), 0),
                    false,
                    new Transcripts(data.resolve("transcripts"))),
                new StoredSettlements(dropCopy.reader()),
                new QuickRail(),
                new HandedIn()));
    sequencer.start(List.of(directory, endpoint));
    endpoint.start();
  }

  private static OwnRoster roster(Path data, GatewayKey key) {
    List<OperatorKey> operators = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Path file = data.resolve("operator" + k);
      operators.add(Files.exists(file) ? OperatorKey.load(file) : OperatorKey.make(file));
    }
    return new OwnRoster(data.resolve("roster"), "TEST", key, signers(), operators);
  }

  private static List<PartyKey> signers() {
    List<PartyKey> signers = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      byte[] seed = new byte[PartyKey.SEED_BYTES];
      seed[0] = (byte) (k + 1);
      signers.add(new PartyKey(seed));
    }
    return signers;
  }

  /** Where the venue's own defaults put the drop copy of this folder. */
  private static StoreConfig store(Path data) {
    Map<String, String> folder = Map.of("data", data.toString());
    Jdbc jdbc = VenueConfig.load(Optional.empty(), Map.of(), folder).dropCopy();
    return new StoreConfig(jdbc.url(), jdbc.user(), "");
  }

  private static KeyWrap officer(Path data) {
    Path publicFile = data.resolve("officer.pub");
    return Files.exists(publicFile)
        ? KeyWrap.load(publicFile)
        : ComplianceKeys.generate(publicFile, data.resolve("officer.key"));
  }

  /** An open order of a participant that exists. */
  public void submitOrder(String participant, String clientId) throws Exception {
    sequencer
        .log()
        .submit(
            new OrderCommand.SubmitOrder(
                new ParticipantId(participant),
                new ClientId(clientId),
                new Stamp(Instant.now(), Optional.empty(), false),
                new Handle(1, 2, 3, 4),
                TimeInForce.DAY,
                Optional.empty(),
                PrivacyLevel.COMPLIANT,
                OrderNotes.NONE,
                Optional.of(Instant.now().plus(Duration.ofDays(1)))))
        .get(20, TimeUnit.SECONDS);
  }

  /** A trade of both sides, and one whose values are closed to compliance. */
  public void recordTrades() {
    dropCopy.append(
        List.of(fill(1, 0, "DESK1", "BUY"), fill(1, 1, "MAKER1", "SELL"), shielded(2, "DESK2")));
  }

  private static TradingRecord fill(long position, int part, String who, String side) {
    SortedMap<String, String> values = new TreeMap<>();
    values.put("symbol", "WETH-USDC");
    values.put("side", side);
    values.put("lastQty", "1.5");
    values.put("lastPx", "3000.25");
    return record(position, part, who, "C", values);
  }

  /** A trade of two sides that was matched and became final. */
  public void recordSettlements() {
    dropCopy.append(
        List.of(
            settlement(11, 0, "ALPHA", "MATCHED"),
            settlement(11, 1, "BETA", "MATCHED"),
            settlement(12, 0, "ALPHA", "FINAL"),
            settlement(12, 1, "BETA", "FINAL")));
  }

  private static TradingRecord settlement(long position, int part, String firm, String state) {
    SortedMap<String, String> open = new TreeMap<>();
    open.put("state", state);
    open.put("rail", "evm:31337");
    open.put("failCode", "0");
    if (state.equals("FINAL")) {
      open.put("transaction", "0x1234");
      open.put("block", "42");
      open.put("confirmations", "2");
      open.put("needed", "2");
    }
    return new TradingRecord(
        position,
        part,
        Instant.now(),
        "DESK1",
        firm,
        "SETTLEMENT",
        Optional.empty(),
        Optional.of("O" + part),
        Optional.empty(),
        Optional.empty(),
        Optional.of("T7"),
        open,
        new TreeMap<>(),
        "T7/" + firm);
  }

  private static TradingRecord shielded(long position, String who) {
    return record(position, 0, who, "S", new TreeMap<>());
  }

  private static TradingRecord record(
      long position, int part, String who, String privacy, SortedMap<String, String> values) {
    SortedMap<String, String> open = new TreeMap<>();
    open.put("privacyLevel", privacy);
    return new TradingRecord(
        position,
        part,
        NOON,
        who,
        who + "-FIRM",
        "FILL",
        Optional.of("X" + position + part),
        Optional.of("O" + position + part),
        Optional.of("client-" + position + part),
        Optional.empty(),
        Optional.of("T" + position),
        open,
        values,
        "T" + position + "/" + who);
  }

  /** May be called twice. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    endpoint.close();
    sequencer.close();
    dropCopy.close();
    ledger.close();
    parties.close();
  }

  /** A rail on which nothing can be given up. */
  private static final class QuickRail implements SettlementDesk {
    @Override
    public Optional<Batch> batch(TradeId trade) {
      return Optional.of(new Batch(5, "CONFIRMED", NOON, 1));
    }

    @Override
    public Answer cancel(TradeId trade) {
      return new Answer(false, trade + " is settled for good");
    }
  }

  /** DESK1's session, on which every act succeeds. */
  private static final class OneSession implements SessionOperations {
    @Override
    public List<SessionLine> sessions() {
      return List.of(
          new SessionLine(
              new ParticipantId("DESK1"),
              "TRADE",
              "FIRM1",
              true,
              false,
              Optional.of(NOON),
              Optional.of("127.0.0.1:4711"),
              12,
              34));
    }

    @Override
    public void disconnect(ParticipantId participant, String text) {
      check(participant);
    }

    @Override
    public void setSequence(ParticipantId participant, long nextSender, long nextTarget) {
      check(participant);
    }

    @Override
    public void resetSequence(ParticipantId participant) {
      check(participant);
    }

    private static void check(ParticipantId participant) {
      if (!participant.value().equals("DESK1")) {
        throw new IllegalArgumentException(participant + " has no session");
      }
    }
  }
}
