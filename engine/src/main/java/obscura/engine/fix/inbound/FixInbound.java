package obscura.engine.fix.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.core.SessionCommand.RecordRefusal;
import obscura.engine.core.VenueCommand;
import obscura.engine.fix.inbound.Translation.About;
import obscura.engine.fix.inbound.Translation.Valued;
import obscura.engine.fix.outbound.Echo;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.fix.outbound.Outbox;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.Provenance;
import obscura.engine.port.Secrets;
import obscura.engine.port.SettlementRail;
import obscura.engine.port.Terms;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;

/**
 * Takes clients' messages: translates each, has its values shared out among the parties, and puts
 * the command into the log. Messages of one session keep their order and may overlap while their
 * values are shared. No message and no value is kept. Thread-safe.
 */
public final class FixInbound {
  private final Directory directory;
  private final Translator translator;
  private final GatewayMemory memory;
  private final Secrets secrets;
  private final CommandLog log;
  private final Outbox outbox;
  private final Map<ParticipantId, Lane> lanes = new ConcurrentHashMap<>();

  public FixInbound(
      RequestTiming timing, Directory directory, Surroundings surroundings, GatewayMemory memory) {
    this.directory = directory;
    this.translator = new Translator(directory, surroundings, timing, memory);
    this.memory = memory;
    this.secrets = surroundings.secrets();
    this.log = surroundings.log();
    this.outbox = surroundings.outbox();
  }

  /** Where what was understood goes; the rail that has to settle what comes of it. */
  public record Surroundings(Secrets secrets, CommandLog log, Outbox outbox, SettlementRail rail) {}

  /**
   * Completes once what the message asked for is in the log, or its answer was sent.
   *
   * @throws IncorrectTagValue if a field has a value that it cannot have
   * @throws FieldNotFound if a field is missing
   */
  public CompletionStage<Void> onMessage(Received received)
      throws IncorrectTagValue, FieldNotFound {
    return switch (translator.translate(received)) {
      case Translation.Understood understood -> submit(received, understood.command());
      case Translation.Scoped scoped -> {
        memory.scope(received.sender(), scoped.reference(), scoped.instrument());
        yield submit(received, scoped.command());
      }
      case Translation.Refused refused ->
          submit(
              received,
              refusal(
                  received.sender(), refused.about(), refused.fault(), Translator.echo(received)));
      case Translation.Valued valued -> lane(received.sender()).add(share(received, valued));
      case Translation.Malformed malformed -> {
        if (malformed.missing()) {
          throw new FieldNotFound(malformed.tag());
        }
        throw new IncorrectTagValue(malformed.tag());
      }
      case Translation.Answered answered -> answer(received.sender(), answered);
      case Translation.Noted _ -> CompletableFuture.completedFuture(null);
    };
  }

  /** Puts a command of the session itself, its logon or its end, behind its messages. */
  public CompletionStage<Void> onSession(ParticipantId participant, VenueCommand command) {
    return lane(participant).add(CompletableFuture.completedFuture(command));
  }

  private CompletionStage<Void> submit(Received received, VenueCommand command) {
    return lane(received.sender()).add(CompletableFuture.completedFuture(command));
  }

  private Lane lane(ParticipantId sender) {
    return lanes.computeIfAbsent(sender, _ -> new Lane(log));
  }

  private CompletableFuture<VenueCommand> share(Received received, Valued valued) {
    ParticipantId sender = received.sender();
    Echo echo = Translator.echo(received);
    List<CompletableFuture<Handle>> shares = new ArrayList<>(valued.values().size());
    for (int i = 0; i < valued.values().size(); i++) {
      shares.add(share(provenance(received, valued, i), valued.values().get(i)));
    }
    return CompletableFuture.allOf(shares.toArray(CompletableFuture[]::new))
        .handle((_, failed) ->
            failed == null
                ? valued.command().apply(shares.stream().map(CompletableFuture::join).toList())
                : refusal(
                    sender, valued.about(), new Fault(VenueCode.ENGINE_UNAVAILABLE, ""), echo));
  }

  private CompletableFuture<Handle> share(Provenance from, Terms terms) {
    try {
      return secrets.share(from, terms);
    } catch (RuntimeException unavailable) {
      return CompletableFuture.failedFuture(unavailable);
    }
  }

  private Provenance provenance(Received received, Valued valued, int part) {
    ParticipantId sender = received.sender();
    return new Provenance(
        sender,
        directory.participant(sender).map(Participant::firm).orElse(new FirmId(sender.value())),
        received.msgSeqNum(),
        received.receivedAt(),
        valued.about().reference(),
        part,
        valued.openToCompliance(),
        valued.intent());
  }

  private RecordRefusal refusal(ParticipantId sender, About about, Fault fault, Echo echo) {
    return new RecordRefusal(
        sender,
        about.kind(),
        about.reference(),
        about.original(),
        fault.code(),
        fault.detail(),
        memory.ticket(echo));
  }

  private CompletionStage<Void> answer(ParticipantId sender, Translation.Answered answered) {
    return outbox.send(sender.value(), answered.answer())
        ? CompletableFuture.completedFuture(null)
        : CompletableFuture.failedFuture(
            new IllegalStateException("answer to " + sender + " could not be stored"));
  }
}
