package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stores after a kill. Nothing is flushed when an engine closes, so what is on disk at any
 * moment between two answers is what a kill would leave.
 */
class RestartTest {
  @TempDir Path directory;
  @TempDir Path aside;

  @Test
  void bookRequestsAndOutcomesAreThereAgain() {
    Handle resting;
    Handle request;
    Handle terms;
    Outcome last;
    Job repeated;
    try (Rig rig = new Rig(directory)) {
      resting = rig.put("A", Rig.sell(10, 100));
      rig.add(resting);
      rig.add("B", Rig.buy(4, 100));
      request = rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M");
      rig.request(request);
      rig.quote(request, rig.offer("M", request, Vector.input(1, 1, 10, 50, 0, 0)));
      repeated = new Job.SelectBest(++rig.job, request);
      last = rig.run(repeated);
      terms = ((Outcome.Selected) last).oneWay().get(0);
    }
    for (int start = 0; start < 2; start++) {
      try (Rig rig = new Rig(directory)) {
        assertThat(rig.engine.executed()).isEqualTo(5);
        assertThat(rig.run(repeated)).isEqualTo(last);
        assertThat(rig.value("T", terms).price()).isEqualTo(50);
      }
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(10, 50))).valid()).isTrue();
      Outcome.Matched met = rig.add("B", Rig.buy(7, 100));
      assertThat(met.fills().get(0).contra()).isEqualTo(resting);
      assertThat(rig.value("B", met.fills().get(0).fill()).quantity()).isEqualTo(6);
    }
  }

  @Test
  void aSplitRequestIsThereAgainAndIsDealt() {
    Handle request;
    Handle terms;
    try (Rig rig = new Rig(directory)) {
      request = rig.askSeveral("T", true, Vector.input(1, 0, 10, 0, 0, 0), "M", "N");
      rig.request(request);
      rig.quote(request, rig.offer("M", request, Vector.input(1, 1, 6, 50, 0, 0)));
    }
    try (Rig rig = new Rig(directory)) {
      rig.quote(request, rig.offer("N", request, Vector.input(1, 1, 3, 40, 0, 0)));
      terms = rig.compose(request).terms().get(0);
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(Composed.of(rig.value("T", terms)).price()).isEqualTo(47);
      List<Handle> fills = rig.accept(request, rig.deal("T", terms, Rig.buy(8, 47))).fill();
      assertThat(rig.value("M", fills.get(0)).quantity()).isEqualTo(5);
      assertThat(rig.value("N", fills.get(1)).quantity()).isEqualTo(3);
    }
  }

  @Test
  void aTornLastRecordIsCutOff() throws IOException {
    Handle first;
    try (Rig rig = new Rig(directory)) {
      first = rig.put("A", Rig.sell(10, 100));
      rig.add(first);
    }
    for (int party = 0; party < 3; party++) {
      append(store(directory, party), new byte[] {0, 0, 1, 0, 7, 7, 7});
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.engine.executed()).isEqualTo(1);
      assertThat(rig.add("B", Rig.buy(10, 100)).fills()).hasSize(1);
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.engine.executed()).isEqualTo(2);
    }
  }

  /** The write of the last job's record was cut at every possible byte, at one party. */
  @Test
  void aJobThatOnePartyLostIsTakenBackAndExecutedAgain() throws IOException {
    Handle resting;
    Handle incoming;
    Outcome.Matched met;
    long before;
    try (Rig rig = new Rig(directory)) {
      resting = rig.put("A", Rig.sell(10, 100));
      rig.add(resting);
      incoming = rig.put("B", Rig.buy(4, 100));
      before = Files.size(store(directory, 1));
      met = rig.add(incoming);
    }
    copy(directory, aside);
    long whole = Files.size(store(aside, 1));
    for (long size = before; size < whole; size += 37) {
      copy(aside, directory);
      truncate(store(directory, 1), size);
      try (Rig rig = new Rig(directory)) {
        assertThat(rig.engine.executed()).isEqualTo(1);
        assertThat(rig.add(incoming)).isEqualTo(met);
        assertThat(rig.value("A", met.fills().get(0).fill()).quantity()).isEqualTo(4);
        Outcome.Matched next = rig.add("B", Rig.buy(7, 100));
        assertThat(rig.value("A", next.fills().get(0).fill()).quantity()).isEqualTo(6);
      }
    }
  }

  /**
   * Who takes a job back sets its table up anew, so all must, or their messages differ in length.
   */
  @Test
  void takingAJobBackLeavesTheSameTableAtAllParties() throws IOException {
    Handle incoming;
    Outcome.Matched met;
    long before;
    try (Rig rig = new Rig(directory)) {
      for (int k = 0; k < 70; k++) {
        Handle order = rig.put("A", Rig.sell(10, 100));
        rig.add(order);
        if (k < 60) {
          rig.remove(order);
        }
      }
      incoming = rig.put("B", Rig.buy(4, 100));
      before = Files.size(store(directory, 1));
      met = rig.add(incoming);
    }
    truncate(store(directory, 1), before);
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.add(incoming)).isEqualTo(met);
      assertThat(rig.add("B", Rig.buy(7, 100)).fills()).hasSize(2);
    }
  }

  /** It may have been acknowledged: a loss of power takes what was written last. */
  @Test
  void anInputThatOnePartyLostIsGivenBackByTheOthers() throws IOException {
    Handle kept;
    Handle lost;
    long size;
    try (Rig rig = new Rig(directory)) {
      kept = rig.put("A", Rig.sell(10, 100));
      size = Files.size(store(directory, 2));
      lost = rig.put("A", Rig.sell(11, 100));
    }
    truncate(store(directory, 2), size + 5);
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.value("A", kept).quantity()).isEqualTo(10);
      assertThat(rig.value("A", lost).quantity()).isEqualTo(11);
      assertThat(rig.add(lost).resting()).isTrue();
      assertThat(rig.add("B", Rig.buy(11, 100)).done()).isTrue();
    }
  }

  /** The venue never got three answers: it does not know the handle. */
  @Test
  void anInputThatTwoPartiesLostNeverHappened() throws IOException {
    Handle kept;
    Handle lost;
    long[] sizes = new long[3];
    try (Rig rig = new Rig(directory)) {
      kept = rig.put("A", Rig.sell(10, 100));
      for (int party = 0; party < 3; party++) {
        sizes[party] = Files.size(store(directory, party));
      }
      lost = rig.put("A", Rig.sell(11, 100));
    }
    truncate(store(directory, 1), sizes[1] + 5);
    truncate(store(directory, 2), sizes[2] + 5);
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.value("A", kept).quantity()).isEqualTo(10);
      assertThat(rig.reveal("A", lost)).isEqualTo(new Revealed.Refused(0, "unknown handle"));
      assertThat(rig.add(lost).valid()).isFalse();
    }
  }

  @Test
  void storesOfWhichTwoAreBehindAreRefused() throws IOException {
    try (Rig rig = new Rig(directory)) {
      rig.put("A", Rig.sell(10, 100));
      copy(directory, aside);
      rig.add("A", Rig.sell(10, 100));
      rig.add("A", Rig.sell(10, 100));
    }
    for (int party = 0; party < 2; party++) {
      Files.copy(store(aside, party), store(directory, party), StandardCopyOption.REPLACE_EXISTING);
    }
    assertThatThrownBy(() -> new Rig(directory))
        .isInstanceOf(MpcUnavailableException.class)
        .hasMessageContaining("the stores end with the jobs [0, 0, 2]: two parties lack");
  }

  @Test
  void aDamagedStoreIsRefused() throws IOException {
    try (Rig rig = new Rig(directory)) {
      rig.add("A", Rig.sell(10, 100));
      rig.add("A", Rig.sell(10, 100));
    }
    byte[] bytes = Files.readAllBytes(store(directory, 1));
    bytes[60] ^= 1;
    Files.write(store(directory, 1), bytes);
    assertThatThrownBy(() -> new Rig(directory)).isInstanceOf(MpcUnavailableException.class);
  }

  @Test
  void aSecondEngineCannotUseTheSameStores() {
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.engine.executed()).isZero();
      assertThatThrownBy(() -> new Rig(directory)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void storesAreBoundedByWhatTheyHold() throws IOException {
    try (Rig rig = new Rig(directory)) {
      Handle order = rig.put("A", Rig.sell(100, 100));
      rig.add(order);
      for (int k = 0; k < 20; k++) {
        Handle next = rig.instead("A", order, Rig.sell(100, 100));
        rig.replace(order, next);
        order = next;
      }
    }
    long grown = Files.size(store(directory, 0));
    new Rig(directory).close();
    assertThat(Files.size(store(directory, 0))).isLessThan(grown);
    try (Stream<Path> files = Files.list(directory.resolve("mpc-0"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void nothingRecognisableIsInAnyFile() throws IOException {
    List<Long> values = List.of(0x0123_4567_89ABL, 0x1122_3344_5566L, 0x0A0B_0C0D_0E0FL);
    String owner = "REMARKABLE-OWNER";
    try (Rig rig = new Rig(directory)) {
      Vector sell = Rig.order(1, 1, values.get(0), values.get(1), values.get(2));
      rig.add(rig.put(owner, sell));
      rig.add("B", Rig.order(1, 0, values.get(0), values.get(1), values.get(2)));
      Vector request = Vector.input(2, 0, values.get(1), 0, 0, 0);
      rig.request(rig.ask(owner, false, false, request, "M"));
    }
    new Rig(directory).close();
    for (byte[] file : files()) {
      assertThat(contains(file, owner.getBytes(StandardCharsets.UTF_8))).isFalse();
      for (long value : values) {
        assertThat(contains(file, Long.toString(value).getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(contains(file, bytes(value, ByteOrder.BIG_ENDIAN))).isFalse();
        assertThat(contains(file, bytes(value, ByteOrder.LITTLE_ENDIAN))).isFalse();
      }
    }
  }

  private List<byte[]> files() throws IOException {
    List<byte[]> contents = new ArrayList<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.add(Files.readAllBytes(file));
      }
    }
    assertThat(contents).hasSizeGreaterThanOrEqualTo(3);
    return contents;
  }

  /** The six low bytes; more would look for zeros too. */
  private static byte[] bytes(long value, ByteOrder order) {
    byte[] all = ByteBuffer.allocate(8).order(order).putLong(value).array();
    return order == ByteOrder.BIG_ENDIAN ? Arrays.copyOfRange(all, 2, 8) : Arrays.copyOf(all, 6);
  }

  private static boolean contains(byte[] file, byte[] part) {
    for (int k = 0; k + part.length <= file.length; k++) {
      if (Arrays.equals(file, k, k + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static Path store(Path root, int party) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("mpc-" + party))) {
      return files.filter(f -> f.toString().endsWith(".store")).findFirst().orElseThrow();
    }
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.APPEND);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (int party = 0; party < 3; party++) {
      Path target = Files.createDirectories(to.resolve("mpc-" + party));
      try (Stream<Path> old = Files.list(target)) {
        old.forEach(RestartTest::delete);
      }
      Path source = store(from, party);
      Files.copy(source, target.resolve(source.getFileName()));
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
