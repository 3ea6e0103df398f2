package obscura.engine.fix.outbound;

import java.util.Optional;
import obscura.domain.SettlementState;
import obscura.domain.VenueCode;
import obscura.engine.core.ChainFacts;
import obscura.engine.core.Trade;

/** Text(58) of DIRECT sessions: the VenueCode leads it; settlement states in words (1.0). */
final class Words {
  /** Symbol(55) where nothing is known of the instrument. */
  static final String NO_SYMBOL = "[N/A]";

  /** Side(54) where it is not known: undisclosed. */
  static final char NO_SIDE = '7';

  /** An id that is required and does not exist. */
  static final String NONE = "NONE";

  private Words() {}

  static String reason(VenueCode code, String detail) {
    return detail.isEmpty() ? code.toString() : code + "; " + detail;
  }

  static Optional<String> reason(Optional<VenueCode> code, String detail) {
    return code.map(known -> reason(known, detail))
        .or(() -> Optional.of(detail).filter(text -> !text.isEmpty()));
  }

  static String orNone(String id) {
    return id.isEmpty() ? NONE : id;
  }

  /** Where the settlement of a trade stands; the rail is named as soon as it says something. */
  static String settlement(Trade trade) {
    if (trade.settlement() == SettlementState.MATCHED) {
      return words(trade.settlement());
    }
    String words = rail(trade) + ": " + words(trade.settlement());
    String all = words + trade.chain().map(Words::place).orElse("");
    return trade.failCode() == 0 ? all : all + ", " + failure(trade.failCode());
  }

  private static String rail(Trade trade) {
    return trade.chain().map(ChainFacts::chain).orElse("book-entry rail");
  }

  private static String place(ChainFacts facts) {
    String place = facts.block() == 0 ? "" : ", block " + facts.block();
    String seen =
        facts.block() == 0
            ? ""
            : ", " + facts.confirms() + " of " + facts.needed() + " confirmations";
    return place + seen + (facts.transaction().isEmpty() ? "" : ", tx " + facts.transaction());
  }

  private static String words(SettlementState state) {
    return switch (state) {
      case MATCHED -> "matched";
      case INSTRUCTIONS_MISSING -> "instructions missing";
      case LOCKED -> "both legs locked";
      case SENT -> "sent";
      case INCLUDED -> "included, not final";
      case FINAL -> "final";
      case DROPPED -> "dropped, to be sent again";
      case FAILED -> "failed, trade busted";
      case RECLAIMED -> "reclaimed after the deadline";
    };
  }

  private static String failure(int failCode) {
    return switch (failCode) {
      case 1 -> "insufficient balance";
      case 2 -> "allowance or approval missing";
      case 3 -> "reverted";
      case 4 -> "replaced by the payer";
      case 5 -> "reorganisation";
      case 6 -> "chain halted";
      case 7 -> "screening hit";
      case 8 -> "deadline passed";
      case 9 -> "gas limit";
      default -> "code " + failCode;
    };
  }
}
