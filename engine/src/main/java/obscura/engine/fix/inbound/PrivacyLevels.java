package obscura.engine.fix.inbound;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.port.Directory;
import obscura.engine.port.SettlementRail;
import obscura.fix.VenueTag;

/**
 * PrivacyLevel(20007). R and D name a level or mean the firm's default (rules of engagement 1.0); a
 * quote and an accept have the level of their request, a replacement that of its order.
 */
final class PrivacyLevels {
  private final Directory directory;
  private final SettlementRail rail;
  private final GatewayMemory memory;

  PrivacyLevels(Directory directory, SettlementRail rail, GatewayMemory memory) {
    this.directory = directory;
    this.rail = rail;
    this.memory = memory;
  }

  /** The level that begins something new is one that the rail can settle. */
  Optional<Fault> fault(Received received, Fields fields) {
    if (fields.has(VenueTag.PRIVACY_LEVEL)) {
      return namedFault(fields);
    }
    return Common.fault(
        !rail.settles(firmsDefault(received.sender())),
        VenueCode.PRIVACY_NOT_OFFERED,
        "the firm's default is not; 20007 must be " + offered());
  }

  /** The same where the level of something earlier holds, if none is named. */
  Optional<Fault> namedFault(Fields fields) {
    return Common.fault(
        fields.has(VenueTag.PRIVACY_LEVEL) && named(fields).filter(rail::settles).isEmpty(),
        VenueCode.PRIVACY_NOT_OFFERED,
        "20007 must be " + offered());
  }

  private String offered() {
    return Arrays.stream(PrivacyLevel.values())
        .filter(rail::settles)
        .map(level -> String.valueOf(level.fix()))
        .collect(Collectors.joining(" or "));
  }

  /** What 20007 says, if it says anything. */
  Optional<PrivacyLevel> named(Fields fields) {
    return fields.text(VenueTag.PRIVACY_LEVEL).flatMap(PrivacyLevels::level);
  }

  PrivacyLevel level(Received received, Fields fields) {
    return named(fields).orElseGet(() -> firmsDefault(received.sender()));
  }

  /**
   * The level of a message about something earlier.
   *
   * @param tag of the field that names the earlier thing to its sender: 11, 117 or 131
   */
  PrivacyLevel inherited(Received received, Fields fields, int tag, String reference) {
    return memory.level(received.sender(), tag, reference).orElseGet(() -> level(received, fields));
  }

  /** An order's level, for its replacements. */
  void remember(Received received, int tag, String reference, PrivacyLevel level) {
    memory.remember(received.sender(), tag, reference, level);
  }

  /** Whether compliance and the rail may read values of this level. */
  static boolean isOpen(PrivacyLevel level) {
    return level != PrivacyLevel.SHIELDED;
  }

  private PrivacyLevel firmsDefault(ParticipantId sender) {
    return directory.participant(sender).map(Participant::privacy).orElse(PrivacyLevel.COMPLIANT);
  }

  private static Optional<PrivacyLevel> level(String text) {
    return Arrays.stream(PrivacyLevel.values())
        .filter(level -> text.equals(String.valueOf(level.fix())))
        .findFirst();
  }
}
