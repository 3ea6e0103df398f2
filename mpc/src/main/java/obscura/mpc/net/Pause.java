package obscura.mpc.net;

/** A gate that can be shut to make a party seem away. Any thread. */
final class Pause {
  private volatile boolean shut;

  synchronized void suspend() {
    shut = true;
  }

  synchronized void resume() {
    shut = false;
    notifyAll();
  }

  void passIfResumed() {
    if (shut) {
      await();
    }
  }

  private synchronized void await() {
    while (shut) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new PeerSilentException("this party is shutting down");
      }
    }
  }
}
