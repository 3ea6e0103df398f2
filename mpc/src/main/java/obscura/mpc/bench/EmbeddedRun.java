package obscura.mpc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.bench.TaskRun.Measured;
import obscura.mpc.net.Links;

/** Measures tasks with three parties in this process, on virtual threads as in the venue. */
final class EmbeddedRun {
  private EmbeddedRun() {}

  /** What party 0 measured over these links. */
  static List<Measured> measure(TaskRun run, Links[] links) {
    List<CompletableFuture<List<Measured>>> parties = new ArrayList<>();
    for (Links own : links) {
      parties.add(
          CompletableFuture.supplyAsync(
              () -> run.measure(own),
              work -> Thread.ofVirtual().name("bench-" + own.party()).start(work)));
    }
    CompletableFuture.allOf(parties.toArray(CompletableFuture<?>[]::new)).join();
    return parties.getFirst().join();
  }
}
