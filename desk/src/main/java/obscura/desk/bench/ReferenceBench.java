package obscura.desk.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import obscura.desk.fix.DeskClient;
import obscura.desk.fix.FixSettings;
import obscura.desk.fix.OrderTicket;
import obscura.desk.fix.Received;
import obscura.desk.fix.Received.Execution;
import obscura.desk.launch.LaunchedParties;
import obscura.desk.launch.LaunchedVenue;
import obscura.domain.Side;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import org.jspecify.annotations.Nullable;

/**
 * Random orders of two firms over FIX, one after the other: new, cancel, replace, minimum
 * quantities, IOC and FOK in three instruments. Every fill is held against {@link ClearBook}.
 */
final class ReferenceBench {
  private static final int ORDERS = 5_000;
  private static final int RESTING_MAX = 60;
  private static final List<String> SYMBOLS = List.of("WETH-USDC", "WBTC-USDC", "SOL-USDC");
  private static final List<TimeInForce> LIFETIMES =
      List.of(
          TimeInForce.DAY,
          TimeInForce.DAY,
          TimeInForce.DAY,
          TimeInForce.IMMEDIATE_OR_CANCEL,
          TimeInForce.FILL_OR_KILL);
  private static final int LOT_SCALE = 3;
  private static final int TICK_SCALE = 2;
  private static final long MIDDLE = 250_000;
  private static final int SPREAD = 40;
  private static final int LARGEST = 200;
  private static final Duration ANSWER = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Map<String, DeskClient> desks;
  private final Random random;
  private final Figures figures;
  private final Outages outages;
  private final ClearBook book = new ClearBook();
  private int fills;
  private int faults;

  private ReferenceBench(
      Map<String, DeskClient> desks, Random random, Figures figures, Outages outages) {
    this.desks = desks;
    this.random = random;
    this.figures = figures;
    this.outages = outages;
  }

  /** Returns the number of differences. */
  static int run(Workplace workplace, Options options, Figures figures) {
    int kills = options.killsOr(0);
    figures.say("seed " + options.seed() + ", parties " + options.parties() + ", kills " + kills);
    if (!options.parties().remote()) {
      if (kills > 0) {
        throw new IllegalStateException("only remote parties can be killed: --parties remote");
      }
      String security = "mpc.security=" + options.parties().security().word();
      return run(workplace, options, figures, List.of(security), Outages.NONE);
    }
    try (LaunchedParties parties = workplace.parties(options.parties().security());
        Outages outages =
            new Outages(parties, options.seed(), kills, options.sizeOr(ORDERS), figures)) {
      int faults = run(workplace, options, figures, parties.venueSettings(), outages);
      if (faults > 0) {
        figures.say("everything is kept in " + workplace.keep());
      }
      return faults;
    }
  }

  private static int run(
      Workplace workplace,
      Options options,
      Figures figures,
      List<String> settings,
      Outages outages) {
    Path stores = workplace.newFolder("clients");
    try (LaunchedVenue venue = workplace.venue(settings.toArray(String[]::new));
        DeskClient first = connect(venue, "DESK1", stores);
        DeskClient second = connect(venue, "DESK2", stores)) {
      ReferenceBench bench =
          new ReferenceBench(
              Map.of("DESK1", first, "DESK2", second),
              new Random(options.seed()),
              figures,
              outages);
      return bench.play(options.sizeOr(ORDERS));
    }
  }

  private static DeskClient connect(LaunchedVenue venue, String name, Path stores) {
    return DeskClient.connect(
        FixSettings.of("127.0.0.1", venue.ports().trade(), name, stores.resolve(name)));
  }

  private int play(int orders) {
    long start = System.nanoTime();
    for (int done = 0; done < orders; ) {
      outages.before(done);
      if (step()) {
        done++;
        outages.answered();
      } else {
        outages.refused();
        pause();
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    outages.end();
    desks.forEach(this::checkTotals);
    figures.add("random orders, cancels and replacements", "messages", orders);
    figures.add("a second, one at a time", "1/s", orders / seconds);
    figures.add("fills compared", "fills", fills);
    outages.report();
    figures.add("differences from the clear-text book", "faults", faults);
    return faults;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** One message; false if it was refused because a party was away: then nothing has changed. */
  private boolean step() {
    List<String> resting = book.resting();
    int what = random.nextInt(10);
    if (resting.size() > RESTING_MAX || (what == 0 && !resting.isEmpty())) {
      return cancel(resting.get(random.nextInt(resting.size())));
    } else if (what <= 2 && !resting.isEmpty()) {
      return replace(resting.get(random.nextInt(resting.size())));
    }
    return enter(random.nextBoolean() ? "DESK1" : "DESK2");
  }

  private boolean enter(String firm) {
    long lots = 1L + random.nextInt(LARGEST);
    long minimum = random.nextInt(4) == 0 ? 1 + random.nextLong(lots) : 0;
    ClearBook.Terms terms =
        new ClearBook.Terms(
            SYMBOLS.get(random.nextInt(SYMBOLS.size())),
            random.nextBoolean() ? Side.BUY : Side.SELL,
            lots,
            price(),
            minimum);
    TimeInForce lifetime = LIFETIMES.get(random.nextInt(LIFETIMES.size()));
    OrderTicket ticket =
        OrderTicket.of(terms.symbol(), terms.side(), quantity(lots), price(terms.ticks()))
            .with(lifetime);
    int[] before = positions();
    String id = desk(firm).sendOrder(minimum == 0 ? ticket : ticket.withMinQty(quantity(minimum)));
    if (isRefused(firm, id, before)) {
      return false;
    }
    compare(firm, id, book.enter(id, firm, terms, lifetime), before);
    return true;
  }

  private boolean replace(String id) {
    String firm = book.firm(id);
    ClearBook.Terms old = book.terms(id);
    long lots =
        Math.max(Math.max(1, old.minLots()), old.lots() + random.nextInt(LARGEST) - LARGEST / 2);
    long ticks = random.nextBoolean() ? old.ticks() : price();
    int[] before = positions();
    String newId = desk(firm).replace(id, quantity(lots), price(ticks));
    if (isRefused(firm, newId, before)) {
      return false;
    }
    compare(firm, newId, book.replace(id, newId, lots, ticks), before);
    return true;
  }

  private boolean cancel(String id) {
    String firm = book.firm(id);
    int[] before = positions();
    String cancel = desk(firm).cancel(id);
    if (isRefused(firm, cancel, before)) {
      return false;
    }
    book.cancel(id);
    desk(firm)
        .inbox()
        .awaitAfter(
            before[index(firm)],
            Execution.class,
            r -> r.isCancelled() && r.concerns(cancel),
            ANSWER);
    return true;
  }

  /**
   * Whether the first answer says that the engine is not available and nothing was accepted; any
   * other refusal is a fault, since the clear-text book has the order where the message says.
   */
  private boolean isRefused(String firm, String id, int[] before) {
    Received.Explained first =
        desk(firm)
            .inbox()
            .awaitAfter(before[index(firm)], Received.Explained.class, r -> answers(r, id), ANSWER);
    boolean refused =
        first instanceof Received.CancelRefused
            || (first instanceof Execution report && report.isRefused());
    if (refused && !first.venueCode().equals(OptionalInt.of(VenueCode.ENGINE_UNAVAILABLE.code()))) {
      fault(firm + " " + id + " was refused with " + first.text());
    }
    return refused;
  }

  private static boolean answers(Received.Explained message, String id) {
    return switch (message) {
      case Execution report -> report.concerns(id);
      case Received.CancelRefused refusal -> refusal.clOrdId().equals(id);
      default -> false;
    };
  }

  /** Waits until the order is where it should be, then compares what both sides were told. */
  private void compare(String firm, String id, ClearBook.Outcome expected, int[] before) {
    DeskClient own = desk(firm);
    int position = before[index(firm)];
    int count = expected.fills().size();
    own.inbox().awaitAfter(position, Execution.class, r -> arrived(r, id, expected), ANSWER);
    List<ClearBook.Fill> told = new ArrayList<>();
    String other = firm.equals("DESK1") ? "DESK2" : "DESK1";
    for (Execution fill : own.inbox().allAfter(position, Execution.class)) {
      if (fill.isFill() && fill.concerns(id)) {
        told.add(fill(fill, contra(other, fill, before[index(other)])));
      }
    }
    fills += count;
    if (!told.equals(expected.fills())) {
      fault(firm + " " + id + ": " + told.size() + " fills, expected " + count + ", or others");
    }
  }

  /** The last report of this step: of an order that rests, the one that tells the right rest. */
  private boolean arrived(Execution report, String id, ClearBook.Outcome expected) {
    if (!report.concerns(id)) {
      return false;
    }
    BigDecimal rest = expected.rests() ? amount(book.rest(id), LOT_SCALE) : BigDecimal.ZERO;
    return report.leavesQty().compareTo(rest) == 0;
  }

  private Execution contra(String other, Execution fill, int position) {
    return desk(other)
        .inbox()
        .awaitAfter(
            position,
            Execution.class,
            r -> r.isFill() && String.valueOf(r.matchId()).equals(fill.matchId()),
            ANSWER);
  }

  private ClearBook.Fill fill(Execution own, Execution contra) {
    long lots = units(own.lastQty(), LOT_SCALE);
    long ticks = units(own.lastPx(), TICK_SCALE);
    if (lots != units(contra.lastQty(), LOT_SCALE)
        || ticks != units(contra.lastPx(), TICK_SCALE)
        || own.side() == contra.side()) {
      fault("match " + own.matchId() + " has two unequal sides");
    }
    return new ClearBook.Fill(contra.clOrdId(), lots, ticks);
  }

  /** No fill was told beyond those compared, and what rests by status is what should. */
  private void checkTotals(String firm, DeskClient desk) {
    long told = desk.inbox().all(Execution.class).stream().filter(Execution::isFill).count();
    if (told != fills) {
      fault(firm + " was told " + told + " fills, expected " + fills);
    }
    for (String id : book.resting()) {
      if (book.firm(id).equals(firm)) {
        int position = desk.inbox().size();
        desk.status(id);
        Execution status =
            desk.inbox()
                .awaitAfter(position, Execution.class, r -> r.isStatus() && r.concerns(id), ANSWER);
        if (units(status.leavesQty(), LOT_SCALE) != book.rest(id)) {
          fault(firm + " " + id + " has another rest than expected");
        }
      }
    }
  }

  private void fault(String text) {
    faults++;
    figures.say("  FAULT " + text);
  }

  private DeskClient desk(String name) {
    return Objects.requireNonNull(desks.get(name));
  }

  private int[] positions() {
    return new int[] {desk("DESK1").inbox().size(), desk("DESK2").inbox().size()};
  }

  private static int index(String firm) {
    return firm.equals("DESK1") ? 0 : 1;
  }

  private long price() {
    return MIDDLE + random.nextInt(SPREAD) - SPREAD / 2;
  }

  private static String quantity(long lots) {
    return amount(lots, LOT_SCALE).toPlainString();
  }

  private static String price(long ticks) {
    return amount(ticks, TICK_SCALE).toPlainString();
  }

  private static BigDecimal amount(long units, int scale) {
    return BigDecimal.valueOf(units, scale);
  }

  private static long units(@Nullable BigDecimal value, int scale) {
    return value == null ? -1 : value.movePointRight(scale).longValueExact();
  }
}
