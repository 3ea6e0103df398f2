package obscura.engine.whole;

import java.util.ArrayList;
import java.util.List;

/** A process that holds numbers and their texts in its heap until it is killed: a control. */
final class HeapHolder {
  private static final List<Object> HELD = new ArrayList<>();

  private HeapHolder() {}

  public static void main(String[] values) throws InterruptedException {
    long[] numbers = new long[values.length];
    for (int k = 0; k < values.length; k++) {
      numbers[k] = Long.parseLong(values[k]);
      HELD.add(values[k]);
    }
    HELD.add(numbers);
    System.out.println("holding " + HELD.size());
    System.out.flush();
    Thread.sleep(Long.MAX_VALUE);
  }
}
