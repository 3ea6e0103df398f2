package obscura.engine.core.rfq;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.engine.core.ExecId;
import obscura.engine.core.MakerWord;
import obscura.engine.core.RequestEvent.RequestEnd;

/**
 * One request for quotes. {@code CREATED → BROADCAST → SELECTING → SELECTED → ACCEPTING → DEALT},
 * or ended before. Changed by {@link Requests} alone.
 */
final class Rfq {
  enum Phase {
    /** The parties check the request. */
    CREATED,
    /** Makers are asked, the window is open. */
    BROADCAST,
    /** The window is closed, the parties select. */
    SELECTING,
    /** The best quote is shown and firm. */
    SELECTED,
    /** The parties check the taker's accept. */
    ACCEPTING,
    DEALT,
    ENDED;

    boolean isOpen() {
      return this != DEALT && this != ENDED;
    }

    /** Whether the taker can still call it off. */
    boolean isCancellable() {
      return this == CREATED || this == BROADCAST || this == SELECTING || this == SELECTED;
    }
  }

  /** A maker's part in a request. */
  static final class Invitation {
    ParticipantId maker;
    FirmId firm;
    ClientId alias;
    boolean passed;
    Optional<Live> quote = Optional.empty();
    Optional<Live> pending = Optional.empty();

    /** What the pending quote has replaced so far, in case one of its sides is refused. */
    Optional<Live> replaced = Optional.empty();

    Invitation(ParticipantId maker, FirmId firm, ClientId alias) {
      this.maker = maker;
      this.firm = firm;
      this.alias = alias;
    }

    /** The quotes that the maker believes in: the one that stands, the one that is checked. */
    List<Live> live() {
      return Stream.of(quote.or(() -> replaced), pending).flatMap(Optional::stream).toList();
    }

    boolean hasAnswered() {
      return pending.isEmpty() && (passed || quote.isPresent());
    }
  }

  /**
   * A quote.
   *
   * @param waiting how many of its sides the parties have not admitted yet
   * @param refused whether they refused one
   */
  record Live(
      QuoteId number,
      ClientId quoteId,
      List<Handle> sides,
      int waiting,
      List<Handle> valid,
      boolean refused) {
    /** Whether the parties answer for the first side: only that one replaces an earlier quote. */
    boolean replaces() {
      return waiting == sides.size();
    }

    Live answered(Handle side, boolean isValid) {
      List<Handle> all = new ArrayList<>(valid);
      if (isValid) {
        all.add(side);
      }
      return new Live(number, quoteId, sides, waiting - 1, List.copyOf(all), refused || !isValid);
    }
  }

  /** What was shown to the taker. */
  record Shown(
      String quoteId,
      Optional<Handle> oneWay,
      Optional<Handle> offer,
      Optional<Handle> bid,
      Instant validUntil) {}

  /** An accept that the parties check. */
  record Accept(OrderId order) {}

  final RfqId id;
  final ParticipantId taker;
  final FirmId firm;
  final ClientId requestId;
  final Handle terms;
  final boolean twoWay;
  final Duration window;
  final Duration hold;
  final Instant expireTime;
  final PrivacyLevel privacy;
  final List<Invitation> invitations = new ArrayList<>();

  Phase phase = Phase.CREATED;
  Instant windowEnd;
  Optional<Shown> shown = Optional.empty();
  Optional<Accept> accept = Optional.empty();
  Optional<RequestEnd> end = Optional.empty();
  Optional<ExecId> exec = Optional.empty();

  /** When the collection ends, as the parties were told. */
  Optional<Instant> closes = Optional.empty();

  /** Makers whom the parties believe invited, but who were not asked: away, or not entitled. */
  final List<ParticipantId> absent = new ArrayList<>();

  /** When to ask for the selection, or the end, again; empty unless it was too early. */
  Optional<Instant> selectAgain = Optional.empty();

  /** Whether several makers may fill it together. */
  final boolean allowSplit;

  Rfq(
      RfqId id,
      ParticipantId taker,
      FirmId firm,
      ClientId requestId,
      Handle terms,
      boolean twoWay,
      Duration window,
      Duration hold,
      Instant expireTime,
      PrivacyLevel privacy,
      boolean allowSplit) {
    this.id = id;
    this.taker = taker;
    this.firm = firm;
    this.requestId = requestId;
    this.terms = terms;
    this.twoWay = twoWay;
    this.window = window;
    this.hold = hold;
    this.expireTime = expireTime;
    this.privacy = privacy;
    this.windowEnd = expireTime;
    this.allowSplit = allowSplit;
  }

  /**
   * Whether quotes can still be taken back: the parties have not been asked to select, and so the
   * set that they select from is not fixed ({@code trust.md} 3).
   */
  boolean isCollecting() {
    return phase == Phase.BROADCAST || (phase == Phase.SELECTING && isChecking());
  }

  /** Whether the parties have not answered for some quote yet. */
  boolean isChecking() {
    return invitations.stream().anyMatch(i -> i.pending.isPresent());
  }

  /** Whether it ended because nobody quoted it. */
  boolean isUnquoted() {
    return end.filter(why -> why == RequestEnd.NO_QUOTE).isPresent();
  }

  /** The makers of whom no quote stands, as long as one could still come. */
  List<MakerWord> passes(Instant at) {
    if (!at.isBefore(windowEnd)) {
      return List.of();
    }
    Stream<ParticipantId> silent =
        invitations.stream().filter(i -> i.quote.isEmpty()).map(i -> i.maker);
    return Stream.concat(absent.stream(), silent).map(maker -> new MakerWord(maker, at)).toList();
  }

  /** When time next changes something; empty if nothing waits for time. */
  Optional<Instant> deadline() {
    return switch (phase) {
      case CREATED -> Optional.of(expireTime);
      case BROADCAST -> Optional.of(earlier(windowEnd, expireTime));
      case SELECTING ->
          Optional.of(selectAgain.map(at -> earlier(at, expireTime)).orElse(expireTime));
      case SELECTED -> shown.map(Shown::validUntil);
      case ENDED -> selectAgain;
      case ACCEPTING, DEALT -> Optional.empty();
    };
  }

  static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  Optional<Invitation> invitation(ParticipantId maker) {
    return invitations.stream().filter(i -> i.maker.equals(maker)).findFirst();
  }
}
