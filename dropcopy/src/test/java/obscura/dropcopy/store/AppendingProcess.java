package obscura.dropcopy.store;

import java.nio.file.Path;
import obscura.dropcopy.Records;
import obscura.dropcopy.seal.KeyWrap;

/** A process that appends trades without end and prints every position once it is committed. */
final class AppendingProcess {
  private AppendingProcess() {}

  /** Arguments: JDBC address, public key file. */
  public static void main(String[] arguments) {
    KeyWrap wrap = KeyWrap.load(Path.of(arguments[1]));
    try (DropCopyStore store = DropCopyStore.open(new StoreConfig(arguments[0], "sa", ""), wrap)) {
      for (long position = store.lastPosition() + 1; ; position++) {
        store.append(Records.trade(position, "1", "10"));
        System.out.println(position);
        System.out.flush();
      }
    }
  }
}
