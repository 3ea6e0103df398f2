package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.oracle.OracleKey;

/** What an oracle does: makes its key, signs what an instrument is worth. */
final class OracleTool {
  static final String USAGE =
      "usage: mpc-party oracle keys NAME | sign KEYFILE INSTANCE INSTRUMENT TICKS ORACLE [MILLIS]";

  private final Clock clock;

  OracleTool(Clock clock) {
    this.clock = clock;
  }

  /**
   * Carries out one verb.
   *
   * @return what to print
   * @throws PartyConfigException in one line
   */
  String run(List<String> words) throws IOException {
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("keys") && words.size() == 2) {
      return keys(Path.of(words.get(1)));
    }
    if (verb.equals("sign") && (words.size() == 6 || words.size() == 7)) {
      return sign(words);
    }
    throw new PartyConfigException(USAGE);
  }

  /** NAME.key, readable by its owner alone, and NAME.pub, for the roster. */
  private static String keys(Path name) throws IOException {
    byte[] seed = new byte[OracleKey.SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    Path secret = Path.of(name + ".key");
    Files.createFile(
        secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(secret, HexFormat.of().formatHex(seed) + "\n");
    String publicKey = new OracleKey(seed).publicHex();
    Files.writeString(Path.of(name + ".pub"), publicKey + "\n", StandardOpenOption.CREATE_NEW);
    return publicKey;
  }

  private String sign(List<String> w) throws IOException {
    try {
      byte[] seed = HexFormat.of().parseHex(Files.readString(Path.of(w.get(1))).strip());
      long millis = w.size() == 7 ? Long.parseLong(w.get(6)) : clock.millis();
      return new OracleKey(seed)
          .sign(w.get(2), Long.parseLong(w.get(3)), Long.parseLong(w.get(4)), millis, w.get(5))
          .line();
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException("this cannot be signed: " + wrong.getMessage());
    }
  }
}
