package obscura.dropcopy.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import obscura.dropcopy.Keys;
import obscura.dropcopy.Records;
import obscura.dropcopy.record.TradingRecord;

/** How long a batch of 200 records takes on an H2 file; each pair of records is a new trade. */
final class AppendBenchmark {
  private static final int BATCHES = 600;
  private static final int TRADES = 100;

  private AppendBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("append-benchmark");
    Keys officer = Keys.make(folder, "officer");
    StoreConfig config = new StoreConfig("jdbc:h2:file:" + folder.resolve("copy"), "sa", "");
    long[] nanos = new long[BATCHES];
    try (DropCopyStore store = DropCopyStore.open(config, officer.wrap())) {
      for (int batch = 0; batch < BATCHES; batch++) {
        List<TradingRecord> records = batch(batch);
        long start = System.nanoTime();
        store.append(records);
        nanos[batch] = System.nanoTime() - start;
      }
    }
    long[] warm = Arrays.copyOfRange(nanos, BATCHES / 3, BATCHES);
    Arrays.sort(warm);
    System.out.printf(
        "200 records, H2 file, WRITE_DELAY=0: p50 %.2f ms, p99 %.2f ms, %d bytes a record%n",
        warm[warm.length / 2] / 1e6,
        warm[warm.length * 99 / 100] / 1e6,
        Files.size(folder.resolve("copy.mv.db")) / (BATCHES * TRADES * 2));
  }

  private static List<TradingRecord> batch(int number) {
    List<TradingRecord> records = new ArrayList<>();
    for (int trade = 1; trade <= TRADES; trade++) {
      records.addAll(Records.trade((long) number * TRADES + trade, "1.25", "3000.5"));
    }
    return records;
  }
}
