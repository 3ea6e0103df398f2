package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.roster.OperatorKey;

/** Public keys of three operators, made once for all tests. */
final class OperatorFiles {
  private static final List<String> KEYS = new ArrayList<>();

  private OperatorFiles() {}

  /** The setting that names them, as files of a folder. */
  static synchronized String setting(Path folder) throws IOException {
    if (KEYS.isEmpty()) {
      Path secret = Files.createTempDirectory("operators");
      for (int k = 0; k < 3; k++) {
        KEYS.add(OperatorKey.make(secret.resolve("operator" + k)).publicHex());
      }
    }
    List<Path> files = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      files.add(Files.writeString(folder.resolve("operator" + k + ".pub"), KEYS.get(k)));
    }
    return "\nroster.operators = [\"%s\", \"%s\", \"%s\"]\n"
        .formatted(files.get(0), files.get(1), files.get(2));
  }
}
