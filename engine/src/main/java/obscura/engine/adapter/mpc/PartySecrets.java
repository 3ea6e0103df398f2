package obscura.engine.adapter.mpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.mpc.api.Input;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;

/** Values into the three parties and out of them, for those entitled. */
public final class PartySecrets implements Secrets {
  private final MpcEngine engine;
  private final WorkTimes times;

  /** Puts and reveals are timed. */
  public PartySecrets(MpcEngine engine, WorkTimes times) {
    this.engine = engine;
    this.times = times;
  }

  @Override
  public CompletableFuture<Handle> share(
      ParticipantId owner, boolean openToCompliance, String record, Terms terms) {
    Input input = new Input(owner.value(), openToCompliance, record, Vectors.vector(terms));
    return times.timed("Put", engine.put(input)).thenApply(Vectors::handle);
  }

  @Override
  public CompletableFuture<List<Terms>> reveal(List<Handle> handles, String recipient) {
    Reveal asked = new Reveal(handles.stream().map(Vectors::handle).toList(), recipient);
    return times.timed("Reveal", engine.reveal(asked)).thenApply(PartySecrets::terms);
  }

  private static List<Terms> terms(Revealed revealed) {
    return switch (revealed) {
      case Revealed.Values values -> values.vectors().stream().map(Vectors::terms).toList();
      case Revealed.Refused refused ->
          throw new RevealRefusedException(
              "party " + refused.party() + " refused: " + refused.reason());
    };
  }
}
