package obscura.desk.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import obscura.desk.launch.LaunchedParties;
import org.jspecify.annotations.Nullable;

/**
 * Kills a random party at random moments of a run, amid the work on a message, and starts it again
 * at once. Which party and when comes from the seed. One thread, but for the kill itself.
 */
final class Outages implements AutoCloseable {
  /** Nobody is killed. */
  static final Outages NONE = new Outages();

  private static final int LONGEST_JOB_MICROS = 15_000;

  private final @Nullable LaunchedParties parties;
  private final Random random;
  private final Deque<Integer> moments = new ArrayDeque<>();
  private final ExecutorService killer =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("killer").unstarted(task));
  private final List<Double> recoveries = new ArrayList<>();
  private CompletableFuture<Void> back = CompletableFuture.completedFuture(null);
  private final @Nullable Figures figures;
  private int kills;
  private int refused;
  private int refusedSinceKill;
  private long killedNanos;

  private Outages() {
    this.parties = null;
    this.figures = null;
    this.random = new Random(0);
  }

  /**
   * So many kills, spread over a run.
   *
   * @param messages of the run
   */
  Outages(LaunchedParties parties, long seed, int kills, int messages, Figures figures) {
    this.parties = parties;
    this.figures = figures;
    this.random = new Random(seed ^ 0x6b69_6c6c);
    random.ints(kills, 0, messages).sorted().forEach(moments::add);
  }

  /** Called before each message, with how many were answered. */
  void before(int done) {
    Integer next = moments.peek();
    LaunchedParties killed = parties;
    if (next == null || next > done || !back.isDone() || killed == null) {
      return;
    }
    moments.remove();
    back.join();
    int party = random.nextInt(3);
    long micros = random.nextInt(LONGEST_JOB_MICROS);
    kills++;
    killedNanos = System.nanoTime();
    refusedSinceKill = 0;
    back = CompletableFuture.runAsync(() -> kill(killed, party, micros), killer);
  }

  private static void kill(LaunchedParties parties, int party, long micros) {
    try {
      Thread.sleep(micros / 1000, (int) (micros % 1000) * 1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    parties.kill(party);
    parties.launch(party);
    parties.awaitReady(party);
  }

  /** A message was refused because a party is away. */
  void refused() {
    refused++;
    refusedSinceKill++;
  }

  /** A message was answered otherwise. */
  void answered() {
    if (killedNanos != 0 && (refusedSinceKill > 0 || back.isDone())) {
      recoveries.add((System.nanoTime() - killedNanos) / 1e9);
      killedNanos = 0;
    }
  }

  /** Waits until everybody is back. */
  void end() {
    back.join();
  }

  void report() {
    if (figures == null) {
      return;
    }
    figures.add("kills -9 of one of the three parties", "kills", kills);
    figures.add("messages refused with 100 while a party was away", "messages", refused);
    if (!recoveries.isEmpty()) {
      figures.add(
          "kill to the next message that is answered, median",
          "s",
          Medians.of(recoveries, Double::doubleValue));
      figures.add(
          "the same, longest",
          "s",
          recoveries.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
  }

  @Override
  public void close() {
    killer.shutdownNow();
  }
}
