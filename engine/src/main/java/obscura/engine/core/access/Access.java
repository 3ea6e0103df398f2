package obscura.engine.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.FirmId;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.AccessEvent.AlertKind;
import obscura.engine.core.Order;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.Stamp;
import obscura.engine.core.Turn;
import obscura.engine.core.VenueEvent;

/** Participants, instruments, sessions, ids: what a message is checked against. */
public final class Access {
  private static final Duration OLDEST = Duration.ofMinutes(5);
  private static final Duration FURTHEST_AHEAD = Duration.ofSeconds(5);

  private final AccessState state;

  public Access(AccessState state) {
    this.state = state;
  }

  /**
   * Checks what every new order, request, quote and accept must pass, in the order of the rules of
   * engagement; uses the id and the nonce if all is well.
   *
   * @return why not; empty if the participant may go on
   */
  public Optional<VenueCode> admit(
      Turn turn,
      ParticipantId id,
      List<ParticipantKind> kinds,
      Stamp stamp,
      IdKind idKind,
      String own) {
    Participant participant = state.participants.get(id);
    if (participant == null || !kinds.contains(participant.kind())) {
      return Optional.of(VenueCode.NOT_PERMITTED);
    }
    if (participant.suspended()) {
      return Optional.of(VenueCode.FIRM_SUSPENDED);
    }
    if (isUsed(id, idKind, own)) {
      return Optional.of(VenueCode.DUPLICATE_ID);
    }
    if (state.halted) {
      return Optional.of(VenueCode.HALTED);
    }
    if (!state.engineAvailable) {
      return Optional.of(VenueCode.ENGINE_UNAVAILABLE);
    }
    return useFresh(turn, id, stamp, idKind, own);
  }

  /** The part of {@link #admit} that cancels must pass too: time, nonce, id. */
  public Optional<VenueCode> useFresh(
      Turn turn, ParticipantId id, Stamp stamp, IdKind idKind, String own) {
    if (isUsed(id, idKind, own)) {
      return Optional.of(VenueCode.DUPLICATE_ID);
    }
    if (!isFresh(turn.at(), stamp.transactTime())) {
      return Optional.of(VenueCode.STALE_TIME);
    }
    if (stamp.nonce().isPresent() && !state.ids.rises(id, stamp.nonce().get())) {
      turn.emit(new AccessEvent.AlertRaised(turn.at(), AlertKind.NONCE_REPLAY, id, own));
      return Optional.of(VenueCode.NONCE);
    }
    stamp.nonce().ifPresent(nonce -> state.ids.useNonce(id, nonce));
    state.ids.use(id, idKind.key(own));
    return Optional.empty();
  }

  /** Whether somebody who has an order may begin anything new with it now; why not. */
  public Optional<VenueCode> newBusinessRefusal(ParticipantId id) {
    if (participant(id).filter(Participant::suspended).isPresent()) {
      return Optional.of(VenueCode.FIRM_SUSPENDED);
    }
    if (state.halted) {
      return Optional.of(VenueCode.HALTED);
    }
    return state.engineAvailable ? Optional.empty() : Optional.of(VenueCode.ENGINE_UNAVAILABLE);
  }

  /** A new week frees the ids of the last one; the ids of open orders stay taken. */
  public void turnWeek(Instant at, Supplier<List<Order>> open) {
    if (state.ids.turnWeek(at)) {
      open.get()
          .forEach(o -> state.ids.use(o.participant(), IdKind.ORDER.key(o.clientId().value())));
    }
  }

  private static boolean isFresh(Instant now, Instant transactTime) {
    return !transactTime.isBefore(now.minus(OLDEST))
        && !transactTime.isAfter(now.plus(FURTHEST_AHEAD));
  }

  public boolean isUsed(ParticipantId id, IdKind kind, String own) {
    return state.ids.isUsed(id, kind.key(own));
  }

  public Optional<Participant> participant(ParticipantId id) {
    return Optional.ofNullable(state.participants.get(id));
  }

  /** The firm of a participant; of one that is unknown, a firm of the same name. */
  public FirmId firm(ParticipantId id) {
    return participant(id).map(Participant::firm).orElseGet(() -> new FirmId(id.value()));
  }

  /** Makers that may be asked and are logged on, in the order of onboarding. */
  public List<Participant> liveMakers() {
    return state.participants.values().stream()
        .filter(p -> p.kind() == ParticipantKind.MAKER && mayQuote(p))
        .filter(p -> state.sessions.containsKey(p.id()))
        .toList();
  }

  /** Whether a maker is neither suspended nor, in permissioned mode, off the whitelist. */
  public boolean mayQuote(Participant maker) {
    return !maker.suspended() && (maker.whitelisted() || !state.permissioned);
  }

  /** Numbers of the instruments that may trade. */
  public List<Long> enabledInstruments() {
    return state.instruments.values().stream()
        .map(Instrument::number)
        .filter(number -> !isHalted(number))
        .toList();
  }

  public boolean isHalted() {
    return state.halted;
  }

  public boolean isPermissioned() {
    return state.permissioned;
  }

  public boolean isEngineAvailable() {
    return state.engineAvailable;
  }

  public void openSession(Turn turn, ParticipantId id, boolean cancelOnDisconnect) {
    state.sessions.put(id, cancelOnDisconnect);
    turn.emit(new AccessEvent.SessionChanged(turn.at(), id, true));
  }

  /** Ends a session; tells whether its orders shall be cancelled. */
  public boolean closeSession(Turn turn, ParticipantId id) {
    Boolean cancelOnDisconnect = state.sessions.remove(id);
    if (cancelOnDisconnect == null) {
      return false;
    }
    turn.emit(new AccessEvent.SessionChanged(turn.at(), id, false));
    return cancelOnDisconnect;
  }

  public List<ParticipantId> openSessions() {
    return List.copyOf(state.sessions.keySet());
  }

  public void setEngineAvailable(Turn turn, boolean available) {
    if (state.engineAvailable != available) {
      state.engineAvailable = available;
      turn.emit(new AccessEvent.EngineChanged(turn.at(), available));
    }
  }

  /** Everything public, as events: what a consumer is told at its start. */
  public List<VenueEvent> describe(Instant at) {
    List<VenueEvent> all = new ArrayList<>();
    state.participants.values().forEach(p -> all.add(new AccessEvent.ParticipantChanged(at, p)));
    state
        .instruments
        .values()
        .forEach(i -> all.add(new AccessEvent.InstrumentChanged(at, i, isHalted(i.number()))));
    all.add(new AccessEvent.ModeChanged(at, state.permissioned));
    all.add(new AccessEvent.TradingSwitched(at, state.halted));
    all.add(new AccessEvent.EngineChanged(at, state.engineAvailable));
    return all;
  }

  private boolean isHalted(long instrument) {
    return state.halts.getOrDefault(instrument, false);
  }
}
