package obscura.settlement.swap;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Ends the process at a chosen call of a port: before it is made, or just after. */
public final class CrashPoints {
  private int callsLeft = Integer.MAX_VALUE;
  private boolean after;

  /** The process is dead. */
  public static final class Crash extends Error {
    Crash() {
      super("crash");
    }
  }

  /** Ends it at the n-th call from now, counted from 0. */
  public void crashAt(int n, boolean afterTheCall) {
    callsLeft = n;
    after = afterTheCall;
  }

  public void none() {
    callsLeft = Integer.MAX_VALUE;
  }

  public <T> T watched(Class<T> port, T real) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              boolean now = callsLeft-- == 0;
              if (now && !after) {
                throw new Crash();
              }
              Object answer;
              try {
                answer = method.invoke(real, arguments);
              } catch (InvocationTargetException failed) {
                throw failed.getCause();
              }
              if (now) {
                throw new Crash();
              }
              return answer;
            }));
  }
}
