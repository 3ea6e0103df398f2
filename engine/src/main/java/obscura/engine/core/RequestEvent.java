package obscura.engine.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.domain.VenueCode;

/** What became of requests and quotes. */
public sealed interface RequestEvent extends VenueEvent {
  /** Who is told. */
  ParticipantId participant();

  Instant at();

  /** The taker's request is open: AI 297=10. */
  record RequestOpened(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      RfqId rfq,
      ClientId requestId,
      Handle terms)
      implements RequestEvent {}

  /**
   * AG to the taker.
   *
   * @param reason QuoteRequestRejectReason(658)
   * @param code empty if the parties found the values wrong: then the reason is in the terms
   */
  record RequestRefused(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String requestId,
      int reason,
      Optional<VenueCode> code,
      Optional<Handle> terms,
      String detail,
      long ticket)
      implements RequestEvent {}

  /**
   * A maker is asked: R.
   *
   * @param windowEnd end of the collection, told as 126
   * @param validUntilAtLeast the earliest 62 that a quote may have
   * @param allowSplit whether several makers may fill it together
   */
  record MakerAsked(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      RfqId rfq,
      ClientId alias,
      Handle terms,
      boolean twoWay,
      PrivacyLevel privacy,
      Instant windowEnd,
      Instant validUntilAtLeast,
      boolean allowSplit)
      implements RequestEvent {}

  /**
   * AI to the maker on its quote.
   *
   * @param alias the 131 of the maker, if a request was meant
   * @param status QuoteStatus(297)
   * @param code why, empty where nothing is to be said, or if the parties found the values wrong
   *     (then the reason is in the terms)
   */
  record QuoteReported(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String quoteId,
      Optional<ClientId> alias,
      List<Handle> terms,
      QuoteStatus status,
      Optional<VenueCode> code,
      String detail,
      long ticket)
      implements RequestEvent {}

  /**
   * The best quote is shown to the taker: S.
   *
   * @param oneWay selected terms of a one-way request
   * @param offer what the taker can buy at, of a two-way request
   * @param bid what the taker can sell at
   * @param privacy the request's level; empty in logs that are older than this component
   */
  record QuoteShown(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      RfqId rfq,
      ClientId requestId,
      String quoteId,
      Optional<Handle> oneWay,
      Optional<Handle> offer,
      Optional<Handle> bid,
      Instant validUntil,
      Optional<PrivacyLevel> privacy)
      implements RequestEvent {}

  /**
   * The taker's request ended without a deal: AI, or AG if nobody or too few quoted.
   *
   * @param quoteId the 117 that was shown, if one was
   * @param available tells the taker how much was offered, if that was not enough
   */
  record RequestEnded(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      RfqId rfq,
      ClientId requestId,
      Optional<String> quoteId,
      RequestEnd end,
      Handle terms,
      Optional<Handle> available)
      implements RequestEvent {}

  /**
   * A maker's part in a request ended without a deal for it.
   *
   * @param quoteId the maker's 117, {@code NONE} if it had not quoted
   */
  record MakerReleased(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      RfqId rfq,
      ClientId alias,
      String quoteId,
      MakerRelease release,
      Handle terms,
      QuoteId number)
      implements RequestEvent {}

  /** A maker passed; nobody is told, the record is kept. */
  record MakerPassed(Instant at, ParticipantId participant, FirmId firm, RfqId rfq, ClientId alias)
      implements RequestEvent {}

  /** Answer to QuoteStatusRequest(a): AI. {@code terms} to fill in the symbol, if it is known. */
  record QuoteStatusAnswered(
      Instant at,
      ParticipantId participant,
      String reference,
      boolean request,
      QuoteStatus status,
      Optional<RequestEnd> end,
      Optional<Handle> terms)
      implements RequestEvent {}

  /** QuoteStatus(297). */
  enum QuoteStatus {
    ACCEPTED(0),
    CANCELLED(4),
    REJECTED(5),
    REMOVED(6),
    EXPIRED(7),
    NOT_FOUND(9),
    PENDING(10),
    PASS(11);

    private final int fix;

    QuoteStatus(int fix) {
      this.fix = fix;
    }

    /** The value of FIX field 297. */
    public int fix() {
      return fix;
    }
  }

  /** How a request ended. */
  enum RequestEnd {
    /** Nobody quoted: AG 658=10. */
    NO_QUOTE,
    /** The taker or its disconnect ended it: AI 297=4. */
    CANCELLED,
    /** The hold or the request's time ran out: AI 297=7. */
    EXPIRED,
    /** The taker let the quote pass: AI 297=11. */
    PASSED,
    /** The venue halted: AI 297=6. */
    HALTED,
    /** All quotes together are not enough, and the taker takes no less: AG 658=99, code 314. */
    NOT_COVERED
  }

  /** How a maker's part ended. */
  enum MakerRelease {
    /** The request was cancelled: AI 297=6. */
    REMOVED,
    /** The taker let it pass or ran out of time: AJ 694=3. */
    EXPIRED,
    /** Another maker dealt: AJ 694=5. */
    DONE_AWAY
  }
}
