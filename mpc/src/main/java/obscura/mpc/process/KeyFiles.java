package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.note.SignerKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.RosterException;
import obscura.mpc.seal.SealingKey;

/** Files of 64 hex digits: secret seeds, and public keys for the roster. */
final class KeyFiles {
  private static final String SECRET = ".key";
  private static final String PUBLIC = ".pub";

  private KeyFiles() {}

  /**
   * Makes a gateway's key, or a party's for signing: NAME.key, readable by its owner alone, and
   * NAME.pub.
   *
   * @throws IOException if one of the two exists or cannot be written
   */
  static void makeKey(Path name) throws IOException {
    byte[] seed = new byte[GatewayKey.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    writePair(name, seed, new GatewayKey(seed).verifier().hex());
  }

  /** Writes NAME.key, readable by its owner alone, and NAME.pub; neither may exist. */
  static void writePair(Path name, byte[] seed, String publicHex) throws IOException {
    Path secret = Path.of(name + SECRET);
    if (Files.exists(Path.of(name + PUBLIC))) {
      throw new FileAlreadyExistsException(
          name + PUBLIC, null, "it belongs to a key that is gone: take it away first");
    }
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, HexFormat.of().formatHex(seed) + "\n");
    Files.writeString(Path.of(name + PUBLIC), publicHex + "\n", StandardOpenOption.CREATE_NEW);
  }

  /**
   * Reads a party's own signing key, or makes it in the party's folder: signing.key and
   * signing.pub.
   *
   * @throws PartyConfigException in one line, if the file holds none
   */
  static PartyKey signingKey(Optional<Path> file, Path folder) throws IOException {
    Path made = folder.resolve("signing");
    if (file.isEmpty() && !Files.exists(Path.of(made + SECRET))) {
      makeKey(made);
    }
    Path used = file.orElse(Path.of(made + SECRET));
    try {
      return new PartyKey(HexFormat.of().parseHex(Files.readString(used).strip()));
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException("signing.key-file is no key of 64 hex digits");
    }
  }

  /** Makes a party's sealing key: NAME.key, readable by its owner alone, and NAME.pub. */
  static void makeSealingKey(Path name) throws IOException {
    byte[] secret = SealingKey.newSecret();
    writePair(name, secret, new SealingKey(secret).publicHex());
  }

  /**
   * Reads the key that opens what owners seal to a party, sealing.key in its folder, or makes it
   * with sealing.pub.
   *
   * @throws PartyConfigException in one line, if the file holds none
   */
  static SealingKey sealingKey(Path folder) throws IOException {
    Path name = folder.resolve("sealing");
    if (!Files.exists(Path.of(name + SECRET))) {
      makeSealingKey(name);
    }
    try {
      String hex = Files.readString(Path.of(name + SECRET)).strip();
      return new SealingKey(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException("sealing.key in the party's folder is no 64 hex digits");
    }
  }

  /**
   * Reads the key with which a party signs batches, settlement.key in its folder, or makes it.
   *
   * @throws PartyConfigException in one line, if the file holds none
   */
  static SignerKey settlementKey(Path folder) throws IOException {
    try {
      return SignerKey.in(folder.resolve("settlement.key"));
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException(String.valueOf(wrong.getMessage()));
    }
  }

  /**
   * Reads the three operators' public keys.
   *
   * @throws PartyConfigException in one line, if a file holds none
   */
  static Operators operators(List<Path> files) {
    try {
      List<String> keys = new ArrayList<>();
      for (Path file : files) {
        keys.add(Files.readString(file).strip());
      }
      return new Operators(keys);
    } catch (RosterException | IOException wrong) {
      throw new PartyConfigException("roster.operators cannot be used: " + wrong.getMessage());
    }
  }
}
