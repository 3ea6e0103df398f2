package obscura.desk.settle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where the time of one thread goes: what is measured inside something else is taken off that. One
 * thread.
 */
final class Stopwatch {
  private final Map<String, Spent> spent = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private long since;

  /** How often, and how long without what was measured inside. */
  record Spent(long calls, long nanos) {}

  /** Starts again from nothing. */
  void reset() {
    spent.clear();
  }

  /** By name. */
  Map<String, Spent> spent() {
    return Map.copyOf(spent);
  }

  void run(String name, Runnable work) {
    enter(name);
    try {
      work.run();
    } finally {
      leave();
    }
  }

  /**
   * The same port, measured.
   *
   * @param name of a call, by its method's name and arguments
   */
  <T> T watched(Class<T> port, T real, BiFunction<String, @Nullable Object[], String> name) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              enter(name.apply(method.getName(), arguments));
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
              } finally {
                leave();
              }
            }));
  }

  private void enter(String name) {
    charge(0);
    open.push(name);
  }

  private void leave() {
    charge(1);
    open.pop();
  }

  private void charge(int calls) {
    long now = System.nanoTime();
    if (!open.isEmpty()) {
      spent.merge(
          open.element(),
          new Spent(calls, now - since),
          (a, b) -> new Spent(a.calls + b.calls, a.nanos + b.nanos));
    }
    since = now;
  }
}
