package obscura.engine.fix.inbound;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.Stamp;
import obscura.engine.port.Directory;
import obscura.fix.VenueTag;
import quickfix.field.MsgType;
import quickfix.field.SendingTime;
import quickfix.field.Symbol;
import quickfix.field.TransactTime;

/**
 * What every message is asked for: symbol and chain, privacy level, time, nonce, well-formed ids.
 */
final class Common {
  private final Directory directory;
  private final PrivacyLevels levels;

  /** One rule about a message. */
  interface Check {
    Optional<Fault> fault();
  }

  Common(Directory directory, PrivacyLevels levels) {
    this.directory = directory;
    this.levels = levels;
  }

  /** The first fault of a column of checks. */
  static Optional<Fault> first(Check... checks) {
    return Arrays.stream(checks).map(Check::fault).flatMap(Optional::stream).findFirst();
  }

  static Optional<Fault> fault(boolean wrong, VenueCode code, String detail) {
    return wrong ? Optional.of(new Fault(code, detail)) : Optional.empty();
  }

  Optional<FirmId> firm(ParticipantId sender) {
    return directory.participant(sender).map(Participant::firm);
  }

  Optional<Instrument> instrument(Fields fields) {
    return fields.text(Symbol.FIELD).flatMap(directory::instrument);
  }

  /** Symbol(55) is listed, and ChainID(20001), if sent, is its chain. */
  Optional<Fault> instrumentFault(Fields fields, Fields chained) {
    Optional<Instrument> instrument = instrument(fields);
    if (instrument.isEmpty()) {
      return Optional.of(new Fault(VenueCode.UNKNOWN_SYMBOL, "55 is not listed"));
    }
    String chain = chained.textOr(VenueTag.CHAIN_ID, instrument.orElseThrow().chain());
    if (chain.equals(instrument.orElseThrow().chain())) {
      return Optional.empty();
    }
    boolean served = directory.instruments().stream().anyMatch(any -> any.chain().equals(chain));
    return served
        ? Optional.of(new Fault(VenueCode.UNKNOWN_SYMBOL, "20001 is not the chain of 55"))
        : Optional.of(new Fault(VenueCode.CHAIN_NOT_SUPPORTED, "20001 is not served"));
  }

  /**
   * The same, and the instrument is not halted: a halt is the venue's, and its gateway keeps it;
   * what may trade at all the parties know from their roster.
   */
  Optional<Fault> tradedFault(Fields fields, Fields chained) {
    return first(
        () -> instrumentFault(fields, chained),
        () ->
            fault(
                instrument(fields).filter(directory::isHalted).isPresent(),
                VenueCode.HALTED,
                "55 is halted"));
  }

  Optional<Fault> nonceFault(Fields fields) {
    boolean wrong =
        fields.has(VenueTag.CLIENT_NONCE) && fields.whole(VenueTag.CLIENT_NONCE).isEmpty();
    return fault(wrong, VenueCode.NONCE, "20006 must be a whole number");
  }

  PrivacyLevels levels() {
    return levels;
  }

  /** TransactTime(60) where the message has one, else SendingTime(52). */
  static Stamp stamp(Received received, Fields timed) {
    Fields body = new Fields(received.message());
    Instant time =
        timed
            .time(TransactTime.FIELD)
            .or(() -> new Fields(received.message().getHeader()).time(SendingTime.FIELD))
            .orElse(received.receivedAt());
    return new Stamp(time, body.whole(VenueTag.CLIENT_NONCE), received.repeated());
  }

  static String msgType(Received received) {
    return new Fields(received.message().getHeader()).textOr(MsgType.FIELD, "");
  }

  /** A refusal by BusinessMessageReject(j); its detail leads with the MsgType(35). */
  static Translation refusedByJ(
      Received received, String reference, VenueCode code, String detail) {
    return new Translation.Refused(
        new Translation.About(RefusedKind.OTHER, reference, ""),
        new Fault(code, msgType(received) + " " + detail));
  }

  /** The id that the message needs is missing, or not 1 to 36 of A-Z, a-z, 0-9, _ and -. */
  static Translation malformedId(Received received, int tag) {
    return new Translation.Malformed(tag, !new Fields(received.message()).has(tag));
  }

  /** An id as it stood, cut where it is longer than any id may be. */
  static String shortened(String id) {
    return id.substring(0, Math.min(36, id.length()));
  }

  List<Instrument> instruments() {
    return directory.instruments();
  }

  Directory directory() {
    return directory;
  }
}
