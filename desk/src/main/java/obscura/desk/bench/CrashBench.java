package obscura.desk.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.FixClient;
import obscura.desk.fix.OrderTicket;
import obscura.desk.fix.Received.Execution;
import obscura.desk.fix.Received.MassCancelled;
import obscura.desk.launch.AdminCommand;
import obscura.desk.launch.LaunchedVenue;
import obscura.domain.Side;
import obscura.domain.VenueCode;

/**
 * Kills the venue in the middle of orders and requests, again and again, and holds everything that
 * was acknowledged against what the venue knows afterwards.
 */
final class CrashBench {
  private static final int ORDERS = 1_000;
  private static final int KILLS = 20;
  private static final int ORDERS_PER_REQUEST = 10;
  private static final int OUTSTANDING = 50;
  private static final int OLD_ONES = 50;
  private static final int NONCES_TRIED = 5;
  private static final int COPY_CHECKS = 30;
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofMillis(200);

  private final Random random;

  /** Of its own, so that what is looked at does not move the kills of a seed. */
  private final Random sampling = new Random();

  private final Figures figures;
  private final int orders;
  private LaunchedVenue venue;
  private final Set<String> seen = new HashSet<>();
  private Map<String, Set<String>> acknowledgedBefore = Map.of();
  private int round;
  private long resent;

  private CrashBench(LaunchedVenue venue, Random random, Figures figures, int orders) {
    this.venue = venue;
    this.random = random;
    this.figures = figures;
    this.orders = orders;
  }

  /** Returns the number of faults found. */
  static int run(Workplace workplace, Options options, Figures figures) {
    int kills = options.killsOr(KILLS);
    figures.say("seed " + options.seed() + ", " + kills + " kills");
    Random random = new Random(options.seed());
    LaunchedVenue venue = workplace.venue("limits.open-requests-per-taker=1000");
    CrashBench bench = new CrashBench(venue, random, figures, options.sizeOr(ORDERS));
    int faults = bench.play(workplace.newFolder("clients"), kills);
    if (faults > 0) {
      figures.say("everything is kept in " + workplace.keep());
    }
    return faults;
  }

  private int play(Path stores, int kills) {
    int faults = 0;
    List<Double> recoveries = new ArrayList<>();
    try (CrashClients clients = new CrashClients(venue.ports(), stores, random)) {
      for (round = 1; round <= kills; round++) {
        recoveries.add(crashOnce(clients));
        List<String> found = check(clients);
        resent = resent(clients);
        found.stream().limit(20).forEach(fault -> figures.say("  FAULT " + fault));
        faults += found.size();
      }
    } finally {
      venue.close();
    }
    figures.add("kills -9 in the middle of orders and requests", "kills", kills);
    figures.add("faults found", "faults", faults);
    figures.add("reports that came again by resend (PossDup)", "reports", (double) resent);
    figures.add(
        "kill to all clients logged on again, median",
        "s",
        Medians.of(recoveries, Double::doubleValue));
    return faults;
  }

  private static long resent(CrashClients clients) {
    return clients.connections().stream()
        .flatMap(connection -> connection.inbox().all(Execution.class).stream())
        .filter(report -> report.wire().possDup())
        .count();
  }

  /** Sends a batch, kills the venue at a random point of it, and brings everything back. */
  private double crashOnce(CrashClients clients) {
    int killAt = random.nextInt(orders);
    figures.say("round " + round + ": kill -9 after order " + killAt + " of " + orders);
    send(clients, 0, killAt);
    Map<String, Set<String>> before = clients.acknowledged();
    venue.kill();
    long start = System.nanoTime();
    send(clients, killAt, orders);
    venue = venue.restart();
    clients.awaitLogons();
    double seconds = (System.nanoTime() - start) / 1e9;
    acknowledgedBefore = fresh(before);
    return seconds;
  }

  /** Those of this round, and a few from every earlier one. */
  private Map<String, Set<String>> fresh(Map<String, Set<String>> acknowledged) {
    Map<String, Set<String>> fresh = new HashMap<>();
    acknowledged.forEach((compId, ids) -> {
      Set<String> chosen = new HashSet<>(ids);
      chosen.removeIf(id -> seen.contains(id) && sampling.nextInt(OLD_ONES) > 0);
      fresh.put(compId, chosen);
    });
    acknowledged.values().forEach(seen::addAll);
    return fresh;
  }

  private void send(CrashClients clients, int from, int to) {
    for (int i = from; i < to; i++) {
      if (i % ORDERS_PER_REQUEST == 0) {
        clients.sendRequest();
      }
      clients.sendOrder();
      if (i % OUTSTANDING == 0) {
        letReportsCome(clients);
      }
    }
  }

  /** Keeps sender and venue side by side; gives up quickly when the venue is down. */
  private static void letReportsCome(CrashClients clients) {
    for (DeskClient desk : clients.desks()) {
      if (desk.connection().isLoggedOn()) {
        int position = desk.inbox().size();
        desk.inbox().tryAwaitAfter(position, Execution.class, r -> true, PACE);
      }
    }
  }

  private List<String> check(CrashClients clients) {
    List<String> faults = new ArrayList<>();
    for (DeskClient desk : clients.desks()) {
      faults.addAll(unanswered(desk, clients));
      faults.addAll(reusableIds(desk));
      mute(desk);
    }
    AdminCommand admin = venue.admin();
    Map<String, Map<String, Execution>> statuses = statuses(clients);
    faults.addAll(differences(() -> witnesses(clients, statuses), admin));
    AdminCommand.Result verified = admin.tryRun("dropcopy", "verify");
    if (verified.exit() != 0) {
      faults.add("dropcopy verify: " + verified.output());
    }
    return faults;
  }

  /**
   * Reports and drop copy are still on their way, so both get time to catch up: what is late comes,
   * what is lost does not.
   */
  private List<String> differences(Supplier<List<Witness>> witnesses, AdminCommand admin) {
    List<String> faults = List.of();
    for (int i = 1; i <= COPY_CHECKS; i++) {
      List<CopiedReport> copies = CopiedReport.parse(admin.run("dropcopy", "execs", "--json"));
      faults = CrashCheck.faults(witnesses.get(), copies);
      if (faults.isEmpty()) {
        return faults;
      }
      figures.say("  look " + i + ": " + faults.size() + " differences still");
    }
    return faults;
  }

  /** Every order that was sent gets an answer, if need be by resend. */
  private static List<String> unanswered(DeskClient desk, CrashClients clients) {
    Set<String> open = new HashSet<>(clients.quantitiesOf(desk.connection().compId()).keySet());
    desk.inbox().all(Execution.class).forEach(report -> open.remove(report.clOrdId()));
    List<String> faults = new ArrayList<>();
    for (String id : open) {
      if (desk.inbox().tryAwaitAfter(0, Execution.class, r -> r.concerns(id), ANSWER).isEmpty()) {
        faults.add(desk.connection().compId() + " never got an answer on order " + id);
      }
    }
    return faults;
  }

  /** An acknowledged ClOrdID stays used: entering it again is refused with 407. */
  private List<String> reusableIds(DeskClient desk) {
    List<String> faults = new ArrayList<>();
    String compId = desk.connection().compId();
    for (String id :
        acknowledgedBefore.getOrDefault(compId, Set.of()).stream().limit(NONCES_TRIED).toList()) {
      int position = desk.inbox().size();
      desk.sendOrder(OrderTicket.of(OrderFlow.SYMBOL, Side.BUY, "1", "2400").withId(id));
      Execution answer =
          desk.inbox().awaitAfter(position, Execution.class, r -> r.concerns(id), ANSWER);
      boolean duplicate =
          answer.isRefused()
              && answer.venueCode().equals(OptionalInt.of(VenueCode.DUPLICATE_ID.code()));
      if (!duplicate) {
        faults.add(compId + " could use ClOrdID " + id + " again");
      }
    }
    return faults;
  }

  private Map<String, Map<String, Execution>> statuses(CrashClients clients) {
    Map<String, Map<String, Execution>> all = new HashMap<>();
    for (DeskClient desk : clients.desks()) {
      all.put(desk.connection().compId(), status(desk, acknowledged(desk)));
    }
    return all;
  }

  private List<String> acknowledged(DeskClient desk) {
    return List.copyOf(acknowledgedBefore.getOrDefault(desk.connection().compId(), Set.of()));
  }

  private List<Witness> witnesses(
      CrashClients clients, Map<String, Map<String, Execution>> statuses) {
    List<Witness> all = new ArrayList<>();
    for (DeskClient desk : clients.desks()) {
      String compId = desk.connection().compId();
      all.add(
          new Witness(
              compId,
              clients.quantitiesOf(compId),
              desk.inbox().all(Execution.class),
              acknowledged(desk),
              statuses.getOrDefault(compId, Map.of())));
    }
    for (FixClient connection : clients.connections().subList(2, clients.connections().size())) {
      all.add(
          new Witness(
              connection.compId(),
              Map.of(),
              connection.inbox().all(Execution.class),
              List.of(),
              Map.of()));
    }
    return all;
  }

  private static Map<String, Execution> status(DeskClient desk, List<String> ids) {
    int position = desk.inbox().size();
    ids.forEach(desk::status);
    Map<String, Execution> status = new HashMap<>();
    for (String id : ids) {
      status.put(
          id,
          desk.inbox()
              .awaitAfter(position, Execution.class, r -> r.isStatus() && r.concerns(id), ANSWER));
    }
    return status;
  }

  /** Cancels what still rests, so that the book stays small and no fill comes while we look. */
  private static void mute(DeskClient desk) {
    String id = desk.massCancel();
    desk.await(MassCancelled.class, r -> r.clOrdId().equals(id), ANSWER);
  }
}
