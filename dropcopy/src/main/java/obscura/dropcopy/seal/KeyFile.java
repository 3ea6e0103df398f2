package obscura.dropcopy.seal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import obscura.dropcopy.record.Bytes;

/**
 * A key file: a line that says what it is, the suite, the public key, and the private one if any.
 */
record KeyFile(Bytes publicKey, Bytes secret) {
  static final String PUBLIC = "OBSCURA-COMPLIANCE-PUBLIC-KEY-v1";
  static final String PRIVATE = "OBSCURA-COMPLIANCE-PRIVATE-KEY-v1";

  static KeyFile read(Path path, String title) {
    List<String> lines = lines(path);
    int expected = title.equals(PRIVATE) ? 4 : 3;
    if (lines.size() != expected
        || !lines.get(0).equals(title)
        || !lines.get(1).equals(Hpke.SCHEME)) {
      throw new SealException("not a key file of kind " + title + ": " + path);
    }
    try {
      Bytes secret = expected == 4 ? decoded(lines.get(3)) : Bytes.zero(0);
      return new KeyFile(decoded(lines.get(2)), secret);
    } catch (IllegalArgumentException e) {
      throw new SealException("a key file with a line that is not base64: " + path);
    }
  }

  void writePublic(Path path) {
    write(path, "rw-r--r--", List.of(PUBLIC, Hpke.SCHEME, encoded(publicKey)));
  }

  void writePrivate(Path path) {
    List<String> lines = List.of(PRIVATE, Hpke.SCHEME, encoded(publicKey), encoded(secret));
    write(path, "rw-------", lines);
  }

  private static List<String> lines(Path path) {
    try {
      return Files.readAllLines(path, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new SealException("cannot read the key file " + path, e);
    }
  }

  private static void write(Path path, String mode, List<String> lines) {
    FileAttribute<?> attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(path, options, attribute)) {
      String text = String.join("\n", lines) + "\n";
      channel.write(StandardCharsets.US_ASCII.encode(text));
    } catch (IOException e) {
      throw new SealException("cannot create the key file " + path + " (it must not exist)", e);
    }
  }

  private static String encoded(Bytes value) {
    return Base64.getEncoder().encodeToString(value.toArray());
  }

  private static Bytes decoded(String line) {
    return Bytes.of(Base64.getDecoder().decode(line));
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "KeyFile";
  }
}
