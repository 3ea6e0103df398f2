package obscura.admin.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Parameters;

/** Hands in each line of a file by itself; each has its answer. */
abstract class NotesLines extends Verb {
  @Parameters(
      paramLabel = "FILE",
      converter = HandedFile.Converter.class,
      description = "As the owner's tool wrote it, one word of the owner a line.")
  private HandedFile file = new HandedFile("");

  /** The call that takes one. */
  abstract String name();

  @Override
  public final Integer call() {
    List<String> lines = file.lines();
    if (lines.isEmpty()) {
      throw usage("FILE: at least one line, as the owner's tool wrote it");
    }
    int worst = ExitCodes.OK;
    for (int n = 0; n < lines.size(); n++) {
      int code = act(name(), Map.of("line", lines.get(n)), lines.size() == 1 ? "" : "." + (n + 1));
      worst = Math.max(worst, code);
      if (code == ExitCodes.NOT_REACHABLE) {
        return code;
      }
    }
    return worst;
  }
}
