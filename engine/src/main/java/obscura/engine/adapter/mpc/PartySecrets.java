package obscura.engine.adapter.mpc;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.engine.port.Provenance;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.mpc.api.Input;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Values into the three parties and out of them, for those entitled. */
public final class PartySecrets implements Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(PartySecrets.class);

  private final MpcEngine engine;
  private final RosterKeeper roster;
  private final WorkTimes times;

  /** Puts and reveals are timed. */
  public PartySecrets(MpcEngine engine, RosterKeeper roster, WorkTimes times) {
    this.engine = engine;
    this.roster = roster;
    this.times = times;
  }

  @Override
  public CompletableFuture<Handle> share(Provenance from, Terms terms) {
    Input input = new Input(Origins.origin(from), Vectors.vector(terms));
    return times
        .timed("Put", engine.put(input))
        .whenComplete((handle, failed) -> alert(failed))
        .thenApply(Vectors::handle);
  }

  private static void alert(@Nullable Throwable failed) {
    Throwable cause = failed instanceof CompletionException e ? e.getCause() : failed;
    if (cause instanceof RefusedException refused) {
      LOG.error("ALERT an input breaks the rule {}: {}", refused.rule(), refused.getMessage());
    }
  }

  @Override
  public CompletableFuture<List<Terms>> reveal(List<Handle> handles, String recipient) {
    Reveal asked = new Reveal(handles.stream().map(Vectors::handle).toList(), recipient);
    return times.timed("Reveal", engine.reveal(asked)).thenApply(PartySecrets::terms);
  }

  @Override
  public long least(FirmId firm, Instrument instrument) {
    return roster.least(firm.value(), instrument.number());
  }

  private static List<Terms> terms(Revealed revealed) {
    return switch (revealed) {
      case Revealed.Values values -> values.vectors().stream().map(Vectors::terms).toList();
      case Revealed.Refused refused -> {
        LOG.error("ALERT party {} refused a reveal: {}", refused.party(), refused.reason());
        throw new RevealRefusedException(
            "party " + refused.party() + " refused: " + refused.reason());
      }
    };
  }
}
