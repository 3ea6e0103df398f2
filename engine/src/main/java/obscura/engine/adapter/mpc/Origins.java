package obscura.engine.adapter.mpc;

import java.time.Instant;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.engine.port.Intent;
import obscura.engine.port.Provenance;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;

/** Where values come from and what for, in the words of the parties. */
final class Origins {
  private Origins() {}

  static Origin origin(Provenance from) {
    return new Origin(
        from.owner().value(),
        from.firm().value(),
        from.msgSeqNum(),
        from.receivedAt().toEpochMilli(),
        from.reference(),
        from.part(),
        from.openToCompliance(),
        purpose(from.intent()));
  }

  private static Purpose purpose(Intent intent) {
    return switch (intent) {
      case Intent.Order i -> new Purpose.Order(Jobs.lifetime(i.lifetime()), millis(i.expires()));
      case Intent.Request i ->
          new Purpose.Request(
              i.twoWay(),
              i.allowPartial(),
              i.invited().stream().map(ParticipantId::value).toList(),
              i.closes().toEpochMilli(),
              i.allowSplit(),
              i.expires().toEpochMilli());
      case Intent.Quote i -> new Purpose.Quote(i.alias());
      case Intent.Accept i -> new Purpose.Accept(Vectors.handle(i.selection()));
      case Intent.Replacement i ->
          new Purpose.Replacement(i.original().value(), millis(i.expires()));
    };
  }

  private static long millis(Optional<Instant> expires) {
    return expires.map(Instant::toEpochMilli).orElse(Purpose.NO_EXPIRY);
  }
}
