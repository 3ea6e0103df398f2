package obscura.mpc.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A party's append-only file of sealed records. {@link #append} returns when the bytes are on the
 * disk, or, if the store is not synced, with the operating system: then a kill of the process
 * cannot lose them, a loss of power can. The file is replaced by a fresh one, with a fresh key, at
 * every start. One thread.
 */
final class Store implements AutoCloseable {
  private static final int MAGIC_BYTES = 16;
  private static final String SUFFIX = ".store";

  private final Path directory;
  private final byte[] key;
  private final boolean synced;
  private @Nullable FileChannel channel;
  private @Nullable RecordCipher cipher;
  private long generation;

  Store(StorePlace place) {
    this.directory = place.directory();
    this.key = place.key().clone();
    this.synced = place.synced();
  }

  /** All whole records of the newest file, in order; a torn last one is left out. */
  List<byte[]> read() throws IOException {
    Files.createDirectories(directory);
    List<Path> files = files();
    if (files.isEmpty()) {
      return List.of();
    }
    Path newest = files.getLast();
    generation = generationOf(newest);
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(newest));
    if (in.remaining() < MAGIC_BYTES) {
      throw damaged(newest);
    }
    byte[] salt = new byte[MAGIC_BYTES];
    in.get(salt);
    RecordCipher opener = new RecordCipher(key, salt);
    List<byte[]> records = new ArrayList<>();
    while (in.remaining() >= Integer.BYTES) {
      int length = in.getInt();
      if (length < 0 || length > in.remaining()) {
        break;
      }
      byte[] sealed = new byte[length];
      in.get(sealed);
      byte[] plain = opener.open(sealed);
      if (plain == null) {
        if (in.hasRemaining()) {
          throw damaged(newest);
        }
        break;
      }
      records.add(plain);
    }
    return records;
  }

  private static IllegalStateException damaged(Path file) {
    return new IllegalStateException(
        "the store "
            + file.getFileName()
            + " is damaged or another party's; move it away and the two others give it anew");
  }

  /** Puts a new file with these records in the place of the old one, atomically. */
  void replace(List<byte[]> records) throws IOException {
    Path fresh = directory.resolve(String.format("%016x%s", generation + 1, SUFFIX));
    Path draft = directory.resolve("draft");
    byte[] salt = RecordCipher.salt();
    RecordCipher sealer = new RecordCipher(key, salt);
    FileChannel next =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    write(next, ByteBuffer.wrap(salt));
    for (byte[] record : records) {
      write(next, framed(sealer, record));
    }
    next.force(true);
    next.close();
    Files.move(draft, fresh, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory();
    close();
    channel = appending(fresh);
    cipher = sealer;
    generation++;
    for (Path old : files()) {
      if (!old.equals(fresh)) {
        Files.delete(old);
      }
    }
  }

  /** With O_DSYNC each write returns when the disk has it. */
  private FileChannel appending(Path file) throws IOException {
    return synced
        ? FileChannel.open(file, StandardOpenOption.APPEND, StandardOpenOption.DSYNC)
        : FileChannel.open(file, StandardOpenOption.APPEND);
  }

  private void syncDirectory() throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** Whether records can be appended: from the first {@link #replace} on. */
  boolean isOpen() {
    return channel != null;
  }

  /** Seals and writes one record. */
  void append(byte[] record) {
    if (channel == null || cipher == null) {
      throw new IllegalStateException("the store is not open");
    }
    try {
      write(channel, framed(cipher, record));
    } catch (IOException e) {
      throw new UncheckedIOException("the store of this party cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer framed(RecordCipher cipher, byte[] record) {
    byte[] sealed = cipher.seal(record);
    return ByteBuffer.allocate(Integer.BYTES + sealed.length)
        .putInt(sealed.length)
        .put(sealed)
        .flip();
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      int written = channel.write(bytes);
      if (written < 0) {
        throw new IOException("nothing more can be written");
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(p -> p.getFileName().toString().endsWith(SUFFIX))
          .sorted(Comparator.comparing(p -> p.getFileName().toString()))
          .toList();
    }
  }

  private static long generationOf(Path file) {
    String name = file.getFileName().toString();
    return Long.parseUnsignedLong(name.substring(0, name.length() - SUFFIX.length()), 16);
  }
}
