package obscura.mpc.party;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import obscura.mpc.api.RefusedException;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A party's one thread, and the tasks that wait for it, in order. A task whose deadline has passed
 * is not begun, and more than a few thousand waiting ones are refused. What nobody expected stops
 * the party for good. Any thread may tell.
 */
final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);
  private static final int WAITING_MAX = 4096;

  private record Task(long deadlineNanos, Runnable work, CompletableFuture<?> answer) {}

  private final int party;
  private final Links links;
  private final BlockingQueue<Task> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
  private final Thread thread;
  private @Nullable RuntimeException failure;

  Mailbox(Links links, Thread.Builder threads) {
    this.party = links.party();
    this.links = links;
    this.thread = threads.name("mpc-" + party).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  /** Tasks that wait. */
  int size() {
    return waiting.size();
  }

  /** Has something done, unless its deadline has passed by then. */
  <T> CompletableFuture<T> tell(long deadlineNanos, Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    if (!waiting.offer(new Task(deadlineNanos, () -> answer.complete(work.get()), answer))) {
      answer.completeExceptionally(
          new PartyBusyException("party " + party + " has " + WAITING_MAX + " questions waiting"));
    }
    return answer;
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Task task = waiting.take();
        links.passIfResumed();
        handle(task);
      }
    } catch (InterruptedException | PeerSilentException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Task task) {
    if (failure != null) {
      task.answer().completeExceptionally(failure);
    } else if (task.deadlineNanos() - System.nanoTime() < 0) {
      task.answer().completeExceptionally(new PeerSilentException("asked too long ago"));
    } else {
      perform(task);
    }
  }

  private void perform(Task task) {
    try {
      task.work().run();
    } catch (PeerSilentException | EpochEndedException | CheatingException | RefusedException e) {
      task.answer().completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.error("party {} stops", party, e);
      failure = e;
      links.close();
      task.answer().completeExceptionally(e);
    }
  }

  /** Ends the thread where it stands, as a kill would. */
  void close() {
    thread.interrupt();
    links.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
