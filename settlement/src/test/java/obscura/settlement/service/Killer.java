package obscura.settlement.service;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends the process at a chosen call of a port: before it is made, or just after. */
public final class Killer {
  private int callsLeft = Integer.MAX_VALUE;
  private boolean after;
  public int calls;

  /** The process is dead. */
  public static final class Killed extends Error {
    Killed() {
      super("killed");
    }
  }

  /** Kills at the n-th call from now, counted from 0. */
  public void killAt(int n, boolean afterTheCall) {
    callsLeft = n;
    after = afterTheCall;
  }

  public void spare() {
    callsLeft = Integer.MAX_VALUE;
  }

  public <T> T watched(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              calls++;
              boolean now = callsLeft-- == 0;
              if (now && !after) {
                throw new Killed();
              }
              try {
                Object answer = method.invoke(real, arguments);
                if (now) {
                  throw new Killed();
                }
                return answer;
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
            }));
  }
}
