package obscura.engine.sequencer;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Idle strategies of threads that pass work on to each other through Aeron's buffers: who has done
 * something wakes those who sleep. Polling with naps instead costs a nap, some 60 to 100 us on
 * Linux, for each of the five threads that a command passes; spinning starves them on two cores.
 *
 * <p>Nothing is lost if a ring is missed: sleep is bounded. A thread that finds no work looks once
 * more after it has said that it will sleep, so that between its last look and its sleep no ring is
 * missed either.
 */
final class Doorbell {
  private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);
  private static final int LOOKS = 20;

  private final List<Sleeper> sleepers = new CopyOnWriteArrayList<>();

  /** A strategy for one thread. */
  Sleeper strategy() {
    Sleeper sleeper = new Sleeper();
    sleepers.add(sleeper);
    return sleeper;
  }

  private void ring() {
    for (Sleeper sleeper : sleepers) {
      sleeper.wake();
    }
  }

  /** One thread's strategy; {@link #wake} may be called by any. */
  final class Sleeper implements IdleStrategy {
    private volatile @Nullable Thread asleep;
    private int looks;

    @Override
    public void idle(int workCount) {
      if (workCount > 0) {
        reset();
        ring();
      } else {
        idle();
      }
    }

    @Override
    public void idle() {
      looks++;
      if (looks < LOOKS) {
        Thread.onSpinWait();
      } else if (looks == LOOKS) {
        asleep = Thread.currentThread();
      } else {
        LockSupport.parkNanos(this, NAP_NANOS);
        reset();
      }
    }

    @Override
    public void reset() {
      looks = 0;
      if (asleep != null) {
        asleep = null;
      }
    }

    /** Ends the sleep, if it sleeps. */
    void wake() {
      Thread sleeping = asleep;
      if (sleeping != null) {
        asleep = null;
        LockSupport.unpark(sleeping);
      }
    }
  }
}
