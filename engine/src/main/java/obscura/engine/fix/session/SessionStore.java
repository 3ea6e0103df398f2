package obscura.engine.fix.session;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import quickfix.MessageStore;

/**
 * What one session remembers: its two sequence numbers, when it began, and the application messages
 * sent, encrypted, for resending. Administrative messages leave only their number.
 *
 * <p>The number expected from the client has two values. In memory it moves as soon as a message is
 * taken. In the file it waits for the messages that are {@linkplain #hold held}: after a crash the
 * client is asked again for whatever had not become durable. Thread-safe.
 */
final class SessionStore implements MessageStore, Closeable {
  /** Opens the file; a test can give one that fails. */
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  /** An accepted message whose effects are not durable yet. */
  static final class Hold {
    private final int sequence;

    private Hold(int sequence) {
      this.sequence = sequence;
    }
  }

  /** Key under which an outgoing message is stored; and whether it was. */
  static final class Outgoing {
    private final long outputKey;
    private boolean stored;

    Outgoing(long outputKey) {
      this.outputKey = outputKey;
    }

    boolean isStored() {
      return stored;
    }
  }

  static final ScopedValue<Outgoing> OUTGOING = ScopedValue.newInstance();

  private static final byte OPENED = 1;
  private static final byte BEGUN = 2;
  private static final byte MESSAGE = 3;
  private static final byte ADMINISTRATIVE = 4;
  private static final byte SENDER = 5;
  private static final byte TARGET = 6;
  static final long NO_OUTPUT = -1;
  private static final int ASSOCIATED_BYTES = 12;

  private final Path file;
  private final GatewayConfig.Store config;
  private final InstantSource clock;
  private final Opener opener;
  private final TreeMap<Long, BodyCipher> ciphersFrom = new TreeMap<>();
  private final TreeMap<Integer, Long> offsets = new TreeMap<>();
  private final TreeMap<Integer, Hold> holds = new TreeMap<>();
  private RecordFile records;
  private BodyCipher cipher;
  private Instant begun = Instant.EPOCH;
  private int sender = 1;
  private int target = 1;
  private int durableTarget = 1;
  private int lastSet;
  private long lastOutput = NO_OUTPUT;
  private boolean closed;

  SessionStore(GatewayConfig.Store config, String compId, InstantSource clock) throws IOException {
    this(
        config,
        compId,
        clock,
        file ->
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
  }

  SessionStore(GatewayConfig.Store config, String compId, InstantSource clock, Opener opener)
      throws IOException {
    this.config = config;
    this.clock = clock;
    this.opener = opener;
    Files.createDirectories(config.folder());
    this.file = config.folder().resolve(compId + ".session");
    this.records = new RecordFile(opener.open(file), config.syncEach());
    recallAll();
    if (begun.equals(Instant.EPOCH)) {
      begun = now();
      records.append(BEGUN, beginning());
    }
    this.cipher = newCipher(records);
  }

  @Override
  public synchronized boolean set(int sequence, String message) throws IOException {
    Outgoing outgoing = OUTGOING.isBound() ? OUTGOING.get() : new Outgoing(NO_OUTPUT);
    if (outgoing.outputKey == NO_OUTPUT && isAdministrative(message)) {
      records.append(ADMINISTRATIVE, number(sequence));
      offsets.tailMap(sequence, true).clear();
    } else {
      store(sequence, message, outgoing.outputKey);
    }
    lastSet = sequence;
    outgoing.stored = true;
    return true;
  }

  /** Reads a range; keep it short, all of it is held in memory. */
  @Override
  public synchronized void get(int startSequence, int endSequence, Collection<String> messages)
      throws IOException {
    if (startSequence > endSequence) {
      return;
    }
    for (long offset : offsets.subMap(startSequence, true, endSequence, true).values()) {
      messages.add(read(offset));
    }
  }

  @Override
  public synchronized int getNextSenderMsgSeqNum() {
    return sender;
  }

  @Override
  public synchronized int getNextTargetMsgSeqNum() {
    return target;
  }

  @Override
  public synchronized void setNextSenderMsgSeqNum(int next) throws IOException {
    records.append(SENDER, number(next));
    sender = next;
    offsets.tailMap(next, true).clear();
  }

  @Override
  public synchronized void setNextTargetMsgSeqNum(int next) throws IOException {
    target = next;
    holds.tailMap(next, true).clear();
    rememberTarget();
  }

  /** After {@link #set} of the same number the file knows it already. */
  @Override
  public synchronized void incrNextSenderMsgSeqNum() throws IOException {
    if (lastSet != sender) {
      records.append(SENDER, number(sender + 1));
    }
    sender++;
  }

  @Override
  public synchronized void incrNextTargetMsgSeqNum() throws IOException {
    target++;
    rememberTarget();
  }

  @Override
  public synchronized Date getCreationTime() {
    return Date.from(begun);
  }

  @Override
  public synchronized Calendar getCreationTimeCalendar() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
    calendar.setTime(getCreationTime());
    return calendar;
  }

  /** Starts again at 1 with a new, short file; the last output key is kept. */
  @Override
  public synchronized void reset() throws IOException {
    begun = now();
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    RecordFile next = new RecordFile(opener.open(fresh), config.syncEach());
    next.append(BEGUN, beginning());
    ciphersFrom.clear();
    cipher = newCipher(next);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    records.close();
    records = next;
    offsets.clear();
    holds.clear();
    sender = 1;
    target = 1;
    durableTarget = 1;
    lastSet = 0;
  }

  /** Nothing to do: nobody else writes the file. */
  @Override
  public void refresh() {}

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    records.close();
  }

  /** Highest output key stored in this session, ever; -1 if none. */
  synchronized long lastOutput() {
    return lastOutput;
  }

  /** Keeps the number in the file at or below this message until it is released. */
  synchronized Hold hold(int sequence) {
    Hold hold = new Hold(sequence);
    holds.put(sequence, hold);
    return hold;
  }

  /** The message's effects are durable. Of a closed session the client is asked for it again. */
  synchronized void release(Hold hold) throws IOException {
    if (holds.remove(hold.sequence, hold) && !closed) {
      rememberTarget();
    }
  }

  /** Forgets what was taken and never became durable, so that it is asked for again. */
  synchronized void returnToDurable() {
    holds.clear();
    target = durableTarget;
  }

  private void rememberTarget() throws IOException {
    int next = holds.isEmpty() ? target : Math.min(target, holds.firstKey());
    if (next != durableTarget) {
      records.append(TARGET, number(next));
      durableTarget = next;
    }
  }

  private void store(int sequence, String message, long outputKey) throws IOException {
    long nonce = cipher.nextNonce();
    byte[] associated =
        ByteBuffer.allocate(ASSOCIATED_BYTES).putInt(sequence).putLong(outputKey).array();
    byte[] sealed = cipher.seal(nonce, associated, message.getBytes(StandardCharsets.ISO_8859_1));
    ByteBuffer body = ByteBuffer.allocate(associated.length + Long.BYTES + sealed.length);
    body.put(associated).putLong(nonce).put(sealed).flip();
    long offset = records.append(MESSAGE, body);
    offsets.tailMap(sequence, true).clear();
    offsets.put(sequence, offset);
    lastOutput = Math.max(lastOutput, outputKey);
  }

  private String read(long offset) throws IOException {
    ByteBuffer body = records.read(offset);
    byte[] associated = new byte[ASSOCIATED_BYTES];
    body.get(associated);
    long nonce = body.getLong();
    byte[] sealed = new byte[body.remaining()];
    body.get(sealed);
    Map.Entry<Long, BodyCipher> writer = ciphersFrom.floorEntry(offset);
    if (writer == null) {
      throw new StoreCorruptedException(file + " has a message before its first salt");
    }
    return new String(
        writer.getValue().open(nonce, associated, sealed), StandardCharsets.ISO_8859_1);
  }

  private void recallAll() throws IOException {
    try {
      records.scan(this::recall);
    } catch (StoreCorruptedException damaged) {
      records.close();
      throw new StoreCorruptedException(
          "the session file " + file + " is damaged: " + damaged.getMessage());
    }
  }

  private void recall(byte type, ByteBuffer body, long offset) throws IOException {
    switch (type) {
      case OPENED -> {
        byte[] salt = new byte[BodyCipher.SALT_BYTES];
        body.get(salt);
        ciphersFrom.put(offset, new BodyCipher(config.key(), salt));
      }
      case BEGUN -> {
        begun = Instant.ofEpochMilli(body.getLong());
        lastOutput = body.getLong();
      }
      case MESSAGE -> {
        recallSent(body.getInt());
        lastOutput = Math.max(lastOutput, body.getLong());
        offsets.put(sender - 1, offset);
      }
      case ADMINISTRATIVE -> recallSent(body.getInt());
      case SENDER -> recallSent(body.getInt() - 1);
      case TARGET -> {
        target = body.getInt();
        durableTarget = target;
      }
      default -> throw new StoreCorruptedException("it has a record of type " + type);
    }
  }

  private void recallSent(int sequence) {
    sender = sequence + 1;
    offsets.tailMap(sequence, true).clear();
  }

  private BodyCipher newCipher(RecordFile to) throws IOException {
    byte[] salt = BodyCipher.freshSalt();
    BodyCipher fresh = new BodyCipher(config.key(), salt);
    ciphersFrom.put(to.append(OPENED, ByteBuffer.wrap(salt)), fresh);
    return fresh;
  }

  private ByteBuffer beginning() {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(begun.toEpochMilli())
        .putLong(lastOutput)
        .flip();
  }

  private Instant now() {
    return clock.instant();
  }

  private static ByteBuffer number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).flip();
  }

  private static boolean isAdministrative(String message) {
    @Nullable String type = RawFix.field(message, 35);
    return type != null && RawFix.isAdministrative(type);
  }
}
