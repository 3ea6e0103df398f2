package obscura.engine.adapter.notes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;

/** Parties whose answers are laid down beforehand; an empty one is that they do not answer. */
final class ScriptedParties implements NoteParties {
  final List<Settlement> asked = new ArrayList<>();
  final List<Handle> roots = new ArrayList<>();
  private final Deque<Optional<Outcome>> answers = new ArrayDeque<>();

  ScriptedParties answer(Outcome outcome) {
    answers.add(Optional.of(outcome));
    return this;
  }

  ScriptedParties away() {
    answers.add(Optional.empty());
    return this;
  }

  private Outcome next() {
    return answers.removeFirst().orElseThrow(() -> new UnavailableException("away"));
  }

  @Override
  public Outcome run(Settlement task) {
    asked.add(task);
    return next();
  }

  @Override
  public Outcome draw(Handle batch, int size) {
    return next();
  }

  @Override
  public Evidence evidence(Handle digest) {
    throw new AssertionError("nobody asks for evidence");
  }

  @Override
  public List<Handle> drawRoots() {
    return roots;
  }
}
