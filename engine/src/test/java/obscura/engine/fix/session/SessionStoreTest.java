package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {
  private static final String SECRET = "38=3.141\u000144=2718.28\u0001";
  private final SteppedClock clock = SteppedClock.startingNow();
  @TempDir Path folder;

  @Test
  void everythingIsThereAfterReopening() throws Exception {
    try (SessionStore store = open()) {
      send(store, report(1), 5);
      heartbeat(store, 2);
      send(store, report(3), 9);
      store.setNextTargetMsgSeqNum(12);
    }
    clock.pass(Duration.ofHours(1));
    try (SessionStore store = open()) {
      assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(4);
      assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(12);
      assertThat(store.lastOutput()).isEqualTo(9);
      assertThat(read(store, 1, 3)).containsExactly(report(1), report(3));
      assertThat(store.getCreationTime().toInstant())
          .isEqualTo(clock.instant().minus(Duration.ofHours(1)));
    }
  }

  @Test
  void bodiesAreEncryptedAndAnotherKeyOpensNothing() throws Exception {
    try (SessionStore store = open()) {
      send(store, report(1), 5);
    }
    String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
    assertThat(bytes).doesNotContain("2718").doesNotContain("35=8").doesNotContain("WETH");
    byte[] other = TestVenue.key();
    other[31] = 1;
    try (SessionStore store =
        new SessionStore(GatewayConfig.Store.of(folder, other), "DESK1", clock)) {
      assertThatThrownBy(() -> read(store, 1, 1)).isInstanceOf(StoreCorruptedException.class);
    }
  }

  @Test
  void noPairOfSaltAndNonceIsUsedTwiceEvenAfterATornWrite() throws Exception {
    Set<String> used = new HashSet<>();
    for (int opening = 0; opening < 5; opening++) {
      try (SessionStore store = open()) {
        for (int i = 0; i < 3; i++) {
          send(store, report(store.getNextSenderMsgSeqNum()), 1);
        }
      }
      for (String pair : saltsAndNonces()) {
        used.add(pair);
      }
      try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() - 3);
      }
    }
    assertThat(used).hasSize(15);
  }

  @Test
  void everyTornTailIsCutOffAndNothingBeforeItIsLost() throws Exception {
    long whole;
    try (SessionStore store = open()) {
      send(store, report(1), 1);
      whole = Files.size(file());
      send(store, report(2), 2);
    }
    byte[] bytes = Files.readAllBytes(file());
    for (int length = (int) whole; length < bytes.length; length++) {
      Files.write(file(), Arrays.copyOf(bytes, length));
      try (SessionStore store = open()) {
        assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
        assertThat(read(store, 1, 2)).containsExactly(report(1));
        send(store, report(2), 2);
        assertThat(read(store, 1, 2)).containsExactly(report(1), report(2));
      }
    }
  }

  @Test
  void damageBeforeTheEndIsReportedAndNotSkipped() throws Exception {
    long first;
    try (SessionStore store = open()) {
      first = Files.size(file());
      send(store, report(1), 1);
      send(store, report(2), 2);
    }
    byte[] bytes = Files.readAllBytes(file());
    for (long at = first; at < first + 40; at++) {
      byte[] damaged = bytes.clone();
      damaged[(int) at] ^= 0x40;
      Files.write(file(), damaged);
      assertThatThrownBy(this::open).isInstanceOf(StoreCorruptedException.class);
      assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
    }
  }

  /** Pitfall 7: after a full disk the library's file store stays broken. */
  @Test
  void afterAFullDiskTheStoreGoesOnWhereItWas() throws Exception {
    int[] room = {Integer.MAX_VALUE};
    try (SessionStore store =
        new SessionStore(
            config(), "DESK1", clock, path -> new FullDisk(FileChannel.open(path, CREATE), room))) {
      send(store, report(1), 1);
      room[0] = 20;
      assertThatThrownBy(() -> send(store, report(2), 2)).hasMessage("No space left on device");
      assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
      room[0] = Integer.MAX_VALUE;
      send(store, report(2), 2);
      assertThat(read(store, 1, 2)).containsExactly(report(1), report(2));
    }
    try (SessionStore store = open()) {
      assertThat(read(store, 1, 2)).containsExactly(report(1), report(2));
    }
  }

  @Test
  void aResetMakesTheFileShortAndKeepsTheLastOutput() throws Exception {
    try (SessionStore store = open()) {
      for (int i = 1; i <= 500; i++) {
        send(store, report(i), i);
      }
      long before = Files.size(file());
      clock.pass(Duration.ofDays(7));
      store.reset();
      assertThat(Files.size(file())).isLessThan(before / 100);
      send(store, report(1), 501);
    }
    try (SessionStore store = open()) {
      assertThat(store.getNextSenderMsgSeqNum()).isEqualTo(2);
      assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(1);
      assertThat(store.lastOutput()).isEqualTo(501);
      assertThat(read(store, 1, 9)).containsExactly(report(1));
      assertThat(store.getCreationTime().toInstant()).isEqualTo(clock.instant());
    }
  }

  @Test
  void theExpectedNumberInTheFileWaitsForEveryHeldMessage() throws Exception {
    try (SessionStore store = open()) {
      SessionStore.Hold first = store.hold(1);
      store.incrNextTargetMsgSeqNum();
      SessionStore.Hold second = store.hold(2);
      store.incrNextTargetMsgSeqNum();
      store.release(second);
      assertThat(targetOfACopy()).isEqualTo(1);
      store.release(first);
      assertThat(targetOfACopy()).isEqualTo(3);
      assertThat(store.getNextTargetMsgSeqNum()).isEqualTo(3);
    }
  }

  @Test
  void whatWasReportedAsStoredSurvivesKillMinusNine() throws Exception {
    Path said = folder.resolve("said");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().atMost(Duration.ofMinutes(1)).until(() -> lastNumber(said) >= 2_000);
    writer.destroyForcibly();
    assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
    int stored = lastNumber(said);
    try (SessionStore store = open()) {
      assertThat(store.getNextSenderMsgSeqNum()).isGreaterThan(stored);
      assertThat(store.lastOutput()).isGreaterThanOrEqualTo(stored);
      assertThat(read(store, stored, stored)).containsExactly(report(stored));
    }
  }

  private static int lastNumber(Path said) throws IOException {
    String text = Files.readString(said);
    String[] lines = text.substring(0, text.lastIndexOf('\n') + 1).split("\n");
    return lines[lines.length - 1].isEmpty() ? 0 : Integer.parseInt(lines[lines.length - 1]);
  }

  /** Stores messages and says so until it is killed. */
  static final class Writer {
    public static void main(String[] args) throws Exception {
      try (SessionStore store =
          new SessionStore(
              GatewayConfig.Store.of(Path.of(args[0]), TestVenue.key()),
              "DESK1",
              InstantSource.system())) {
        for (int i = 1; i < 10_000_000; i++) {
          send(store, report(i), i);
          System.out.println(i);
        }
      }
    }
  }

  private static final Set<StandardOpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  private SessionStore open() throws IOException {
    return new SessionStore(config(), "DESK1", clock);
  }

  private GatewayConfig.Store config() {
    return GatewayConfig.Store.of(folder, TestVenue.key());
  }

  private Path file() {
    return folder.resolve("DESK1.session");
  }

  private int targetOfACopy() throws IOException {
    Path copy = Files.createTempDirectory(folder, "copy");
    Files.copy(file(), copy.resolve("DESK1.session"));
    try (SessionStore store =
        new SessionStore(GatewayConfig.Store.of(copy, TestVenue.key()), "DESK1", clock)) {
      return store.getNextTargetMsgSeqNum();
    }
  }

  private List<String> saltsAndNonces() throws IOException {
    List<String> pairs = new ArrayList<>();
    String[] salt = {""};
    try (FileChannel channel = FileChannel.open(file(), CREATE)) {
      new RecordFile(channel, false)
          .scan((type, body, offset) -> {
            byte[] bytes = new byte[body.remaining()];
            body.get(bytes);
            if (type == 1) {
              salt[0] = HexFormat.of().formatHex(bytes);
            } else if (type == 3) {
              pairs.add(salt[0] + ByteBuffer.wrap(bytes).getLong(12));
            }
          });
    }
    return pairs;
  }

  private static String report(int sequence) {
    return "8=FIX.4.4\u00019=1\u000135=8\u000134=" + sequence + "\u000155=WETH\u0001" + SECRET;
  }

  private static void send(SessionStore store, String message, long key) throws IOException {
    int sequence = RawFix.number(message, 34);
    try {
      ScopedValue.where(SessionStore.OUTGOING, new SessionStore.Outgoing(key))
          .call(() -> store.set(sequence, message));
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    store.incrNextSenderMsgSeqNum();
  }

  private static void heartbeat(SessionStore store, int sequence) throws IOException {
    store.set(sequence, "8=FIX.4.4\u00019=1\u000135=0\u000134=" + sequence + "\u0001");
    store.incrNextSenderMsgSeqNum();
  }

  private static List<String> read(SessionStore store, int from, int to) throws IOException {
    List<String> messages = new ArrayList<>();
    store.get(from, to, messages);
    return messages;
  }
}
