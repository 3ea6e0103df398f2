package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.GatewayVerifier;

/** Files of 64 hex digits: the gateway's secret seed, and its public key for the parties. */
final class KeyFiles {
  private static final String SECRET = ".key";
  private static final String PUBLIC = ".pub";

  private KeyFiles() {}

  /**
   * Makes a gateway's key: NAME.key, readable by its owner alone, and NAME.pub.
   *
   * @throws IOException if one of the two exists or cannot be written
   */
  static void makeGatewayKey(Path name) throws IOException {
    byte[] seed = new byte[GatewayKey.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    Path secret = Path.of(name + SECRET);
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, HexFormat.of().formatHex(seed) + "\n");
    Files.writeString(
        Path.of(name + PUBLIC),
        new GatewayKey(seed).verifier().hex() + "\n",
        StandardOpenOption.CREATE_NEW);
  }

  /**
   * Reads the public key of a gateway.
   *
   * @throws PartyConfigException in one line, if the file holds none
   */
  static GatewayVerifier gateway(String key, Path file) {
    try {
      return new GatewayVerifier(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IllegalArgumentException | IOException wrong) {
      throw new PartyConfigException(
          key + " " + file + " must hold the 64 hex digits of an Ed25519 public key");
    }
  }
}
