package obscura.mpc.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.crypto.params.LMSPrivateKeyParameters;
import org.bouncycastle.crypto.signers.LMSSigner;

/**
 * An operator's secret key in its file, offline in production. Each signature uses up one of 1,024
 * leaves; the file says which is next, and says so on the disk before the signature exists. A file
 * restored from a backup would use leaves twice: make a new key instead. One thread.
 */
public final class OperatorKey {
  private static final String VERSION = "obscura-operator-key 1";
  private static final int LEAVES = 1 << 10;
  private static final int SEED_BYTES = 32;
  private static final int ID_BYTES = 16;

  private final Path file;
  private final byte[] id;
  private final byte[] seed;
  private final LMSPrivateKeyParameters key;

  private OperatorKey(Path file, byte[] id, byte[] seed, int next) {
    this.file = file;
    this.id = id;
    this.seed = seed;
    this.key =
        new LMSPrivateKeyParameters(Operators.TREE, Operators.ONE_TIME, next, id, LEAVES, seed);
  }

  /**
   * Makes a key.
   *
   * @throws RosterException if the file exists
   */
  public static OperatorKey make(Path file) {
    if (Files.exists(file)) {
      throw new RosterException("key file " + file + " exists");
    }
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[ID_BYTES];
    byte[] seed = new byte[SEED_BYTES];
    random.nextBytes(id);
    random.nextBytes(seed);
    OperatorKey made = new OperatorKey(file, id, seed, 0);
    made.save(0);
    return made;
  }

  /**
   * Reads a key.
   *
   * @throws RosterException if the file holds none
   */
  public static OperatorKey load(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
      if (lines.size() == 4 && lines.get(0).equals(VERSION)) {
        int next = Integer.parseInt(lines.get(3));
        if (next >= 0 && next <= LEAVES) {
          HexFormat hex = HexFormat.of();
          return new OperatorKey(
              file, hex.parseHex(lines.get(1)), hex.parseHex(lines.get(2)), next);
        }
      }
    } catch (IOException | IllegalArgumentException wrong) {
      throw new RosterException("key file " + file + " cannot be read as an operator's key");
    }
    throw new RosterException("key file " + file + " is no operator's key of version 1");
  }

  /** The public key in hex, as the parties pin it. */
  public String publicHex() {
    try {
      return HexFormat.of().formatHex(key.getPublicKey().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] sign(byte[] message) {
    int next = key.getIndex();
    if (next >= LEAVES) {
      throw new RosterException("key file " + file + " has no leaf left; make a new key");
    }
    save(next + 1);
    LMSSigner signer = new LMSSigner();
    signer.init(true, key);
    return signer.generateSignature(message);
  }

  private void save(int next) {
    HexFormat hex = HexFormat.of();
    String text = String.join("\n", VERSION, hex.formatHex(id), hex.formatHex(seed), next + "\n");
    Path draft = Path.of(file + ".draft");
    try {
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel names =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        names.force(true);
      }
    } catch (IOException e) {
      throw new RosterException("key file " + file + " cannot be written: " + e.getMessage());
    }
  }
}
