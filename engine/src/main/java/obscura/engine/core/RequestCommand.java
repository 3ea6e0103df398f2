package obscura.engine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;

/** Messages of the RFQ flow (rules of engagement 3). */
public sealed interface RequestCommand extends VenueCommand {
  /**
   * QuoteRequest(R).
   *
   * @param terms instrument, side, quantity
   * @param twoWay no side was named: makers quote both
   * @param aliases one for each maker that the gateway knows
   * @param only makers that the taker named; empty for all
   * @param window how long quotes are collected, 200 ms to 10 s
   * @param hold how long the shown quote is firm, 500 ms to 5 s
   * @param expireTime end of the whole request, ExpireTime(126)
   * @param closes when the collection ends, as the parties were told; empty in logs of before they
   *     were: then the window counts from the admission
   * @param allowSplit whether several makers may fill it together; one-way requests only
   */
  record RequestQuotes(
      ParticipantId taker,
      ClientId requestId,
      Stamp stamp,
      Handle terms,
      boolean twoWay,
      boolean allowPartial,
      List<MakerAlias> aliases,
      List<ParticipantId> only,
      Duration window,
      Duration hold,
      Instant expireTime,
      PrivacyLevel privacy,
      Optional<Instant> closes,
      boolean allowSplit)
      implements RequestCommand {}

  /** QuoteCancel(Z) of the taker: ends its request. */
  record CancelRequest(ParticipantId taker, ClientId requestId) implements RequestCommand {}

  /**
   * Quote(S) of a maker.
   *
   * @param alias the 131 that the maker was asked under
   * @param sides one secret vector for each side quoted: one or two
   * @param validUntil ValidUntilTime(62)
   */
  record SubmitQuote(
      ParticipantId maker,
      ClientId quoteId,
      ClientId alias,
      Stamp stamp,
      List<Handle> sides,
      Instant validUntil)
      implements RequestCommand {}

  /** QuoteRequestReject(AG) or QuoteStatusReport(AI 297=11) of a maker: it will not quote. */
  record PassRequest(ParticipantId maker, ClientId alias) implements RequestCommand {}

  /** QuoteCancel(Z) of a maker: one quote, or all of them if empty. */
  record WithdrawQuotes(ParticipantId maker, Optional<ClientId> quoteId)
      implements RequestCommand {}

  /**
   * NewOrderSingle(D) with 40=D: deals on a shown quote.
   *
   * @param quoteId QuoteID(117) as shown
   * @param terms instrument, side, quantity, price of the accept
   * @param buys which side of a two-way quote is meant; false for a one-way one, whose side stays
   *     secret
   * @param privacy the level that the accept names: it must be the request's; empty for just that
   */
  record AcceptQuote(
      ParticipantId taker,
      ClientId clientId,
      String quoteId,
      Stamp stamp,
      Handle terms,
      boolean buys,
      OrderNotes notes,
      Optional<PrivacyLevel> privacy)
      implements RequestCommand {}

  /** QuoteResponse(AJ 694=6): the taker lets the shown quote pass. */
  record DeclineQuote(ParticipantId taker, ClientId responseId, String quoteId, Stamp stamp)
      implements RequestCommand {}

  /** QuoteStatusRequest(a): {@code reference} is a 117, or the 131 that came in 649. */
  record QueryQuote(ParticipantId participant, String reference) implements RequestCommand {}
}
