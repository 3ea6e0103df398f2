package obscura.engine.core.access;

import java.math.BigDecimal;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.AddInstrument;
import obscura.engine.core.OperatorCommand.AddParticipant;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.Turn;

/** Carries out operators' requests that change who and what may trade. */
public final class Operations {
  private static final int ANSWERS_MAX = 1_000;

  private final AccessState state;

  public Operations(AccessState state) {
    this.state = state;
  }

  /** Whether this request was answered before; then the answer is told again. */
  public boolean isRepeated(Turn turn, Operation operation) {
    AccessEvent.OperatorAnswered earlier = state.answers.get(operation.request());
    if (earlier != null) {
      turn.emit(earlier);
    }
    return earlier != null;
  }

  public void answer(Turn turn, OperatorCommand command, boolean done, String text) {
    var answered =
        new AccessEvent.OperatorAnswered(
            turn.at(), command.operation(), command.getClass().getSimpleName(), done, text);
    state.answers.put(command.operation().request(), answered);
    if (state.answers.size() > ANSWERS_MAX) {
      state.answers.remove(state.answers.keySet().iterator().next());
    }
    turn.emit(answered);
  }

  public void add(Turn turn, AddParticipant c) {
    if (state.participants.containsKey(c.participant())) {
      answer(turn, c, false, c.participant() + " exists already");
      return;
    }
    change(turn, new Participant(c.participant(), c.firm(), c.kind(), c.privacy(), false, false));
    answer(turn, c, true, c.participant() + " added as " + c.kind() + " of firm " + c.firm());
  }

  public void suspend(Turn turn, OperatorCommand c, ParticipantId id, boolean suspended) {
    Optional<Participant> known = known(turn, c, id);
    if (known.isEmpty()) {
      return;
    }
    change(turn, known.get().suspended(suspended));
    answer(turn, c, true, id + (suspended ? " suspended" : " resumed"));
  }

  public void whitelist(Turn turn, OperatorCommand.WhitelistMaker c) {
    Optional<Participant> known = known(turn, c, c.maker());
    if (known.isEmpty()) {
      return;
    }
    if (known.get().kind() != ParticipantKind.MAKER) {
      answer(turn, c, false, c.maker() + " is " + known.get().kind() + ", not MAKER");
      return;
    }
    change(turn, known.get().whitelisted(c.listed()));
    answer(turn, c, true, c.maker() + (c.listed() ? " is whitelisted" : " is off the whitelist"));
  }

  public void setMode(Turn turn, OperatorCommand.SetMode c) {
    state.permissioned = c.permissioned();
    turn.emit(new AccessEvent.ModeChanged(turn.at(), c.permissioned()));
    answer(
        turn,
        c,
        true,
        c.permissioned() ? "only whitelisted makers are asked" : "every maker is asked");
  }

  public void add(Turn turn, AddInstrument c) {
    if (state.instruments.containsKey(c.symbol())) {
      answer(turn, c, false, c.symbol() + " is listed already");
      return;
    }
    if (!Instrument.isSymbol(c.symbol())) {
      answer(turn, c, false, "a symbol is BASE-QUOTE, each 1 to 16 of A-Z and 0-9");
      return;
    }
    if (!isStep(c.tick()) || !isStep(c.lot())) {
      answer(turn, c, false, "tick and lot are above 0 with at most 18 fraction digits");
      return;
    }
    var instrument =
        new Instrument(
            state.instruments.size() + 1L,
            c.symbol(),
            c.chain(),
            c.assetId(),
            c.tick(),
            c.lot(),
            c.pricing());
    state.instruments.put(c.symbol(), instrument);
    turn.emit(new AccessEvent.InstrumentListed(turn.at(), instrument));
    answer(turn, c, true, c.symbol() + " listed as number " + instrument.number());
  }

  private static boolean isStep(BigDecimal step) {
    return step.signum() > 0 && step.stripTrailingZeros().scale() <= 18;
  }

  public void halt(Turn turn, OperatorCommand c, String symbol, boolean halted) {
    Instrument instrument = state.instruments.get(symbol);
    if (instrument == null) {
      answer(turn, c, false, symbol + " is not listed");
      return;
    }
    state.halts.put(instrument.number(), halted);
    turn.emit(new AccessEvent.InstrumentChanged(turn.at(), instrument, halted));
    answer(
        turn,
        c,
        true,
        symbol + (halted ? " halted: nothing new is accepted, resting orders stay" : " resumed"));
  }

  public void switchTrading(Turn turn, boolean halted) {
    state.halted = halted;
    turn.emit(new AccessEvent.TradingSwitched(turn.at(), halted));
  }

  private Optional<Participant> known(Turn turn, OperatorCommand c, ParticipantId id) {
    Participant participant = state.participants.get(id);
    if (participant == null) {
      answer(turn, c, false, id + " is not a participant");
    }
    return Optional.ofNullable(participant);
  }

  private void change(Turn turn, Participant participant) {
    state.participants.put(participant.id(), participant);
    turn.emit(new AccessEvent.ParticipantChanged(turn.at(), participant));
  }
}
