package obscura.engine.adapter.directory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.Participant;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.Directory;
import obscura.engine.port.EventConsumer;

/**
 * The reference data as the last event left it. Written by the thread that delivers events, read by
 * any. It is told all of it at each start and so has nothing to remember.
 */
public final class DirectoryView implements Directory, EventConsumer {
  private record Listed(Instrument instrument, boolean halted) {}

  private record Snapshot(
      Map<ParticipantId, Participant> participants,
      Map<String, Listed> instruments,
      boolean halted,
      boolean engineAvailable) {}

  private final Consumer<Participant> onParticipant;
  private volatile Snapshot now = new Snapshot(Map.of(), Map.of(), false, true);

  /**
   * @param onParticipant called when a participant is new or changed
   */
  public DirectoryView(Consumer<Participant> onParticipant) {
    this.onParticipant = onParticipant;
  }

  @Override
  public String name() {
    return "directory";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    if (!(event instanceof AccessEvent access)) {
      return;
    }
    switch (access) {
      case AccessEvent.ParticipantChanged e -> {
        Map<ParticipantId, Participant> all = new LinkedHashMap<>(now.participants());
        all.put(e.participant().id(), e.participant());
        now = new Snapshot(all, now.instruments(), now.halted(), now.engineAvailable());
        onParticipant.accept(e.participant());
      }
      case AccessEvent.InstrumentListed e -> list(new Listed(e.instrument(), false));
      case AccessEvent.InstrumentChanged e -> list(new Listed(e.instrument(), e.halted()));
      case AccessEvent.TradingSwitched e ->
          now =
              new Snapshot(
                  now.participants(), now.instruments(), e.halted(), now.engineAvailable());
      case AccessEvent.EngineChanged e ->
          now = new Snapshot(now.participants(), now.instruments(), now.halted(), e.available());
      case AccessEvent.ModeChanged e -> {}
      case AccessEvent.SessionChanged e -> {}
      case AccessEvent.SessionActOrdered e -> {}
      case AccessEvent.OperatorAnswered e -> {}
      case AccessEvent.OrdersListed e -> {}
      case AccessEvent.StatusTold e -> {}
      case AccessEvent.AlertRaised e -> {}
    }
  }

  private void list(Listed listed) {
    Map<String, Listed> all = new LinkedHashMap<>(now.instruments());
    all.put(listed.instrument().symbol(), listed);
    now = new Snapshot(now.participants(), all, now.halted(), now.engineAvailable());
  }

  /** Nothing is kept over a restart, so nothing is ever finished for good. */
  @Override
  public long finished() {
    return 0;
  }

  @Override
  public Optional<Participant> participant(ParticipantId id) {
    return Optional.ofNullable(now.participants().get(id));
  }

  @Override
  public List<Participant> participants() {
    return List.copyOf(now.participants().values());
  }

  @Override
  public Optional<Instrument> instrument(String symbol) {
    return Optional.ofNullable(now.instruments().get(symbol)).map(Listed::instrument);
  }

  @Override
  public Optional<Instrument> instrument(long number) {
    return instruments().stream().filter(i -> i.number() == number).findFirst();
  }

  @Override
  public List<Instrument> instruments() {
    return now.instruments().values().stream().map(Listed::instrument).toList();
  }

  @Override
  public boolean isHalted(Instrument instrument) {
    Listed listed = now.instruments().get(instrument.symbol());
    return listed != null && listed.halted();
  }

  @Override
  public boolean isHalted() {
    return now.halted();
  }

  @Override
  public boolean isEngineAvailable() {
    return now.engineAvailable();
  }
}
