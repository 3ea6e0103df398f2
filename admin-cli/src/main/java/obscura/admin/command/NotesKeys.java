package obscura.admin.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands in an owner's sealed note keys. */
@Command(
    name = "keys",
    description = {
      "Hands in an owner's note keys, sealed to the parties; the same again does no harm.",
      "Whoever has his own keys taken for an owner's is paid in its place. So nothing is taken",
      "before the parties' roster names the record's digest: signed by two operators, or, where",
      "the venue signs its roster itself, with --confirm-digest."
    })
final class NotesKeys extends Verb {
  @Parameters(
      paramLabel = "FILE",
      converter = HandedFile.Converter.class,
      description = "As scripts/desk keys seal wrote it.")
  private HandedFile file = new HandedFile("");

  @Option(
      names = "--confirm-digest",
      paramLabel = "HEX",
      description =
          "The record's digest as its owner told you on a second way, such as by telephone: what"
              + " sha256sum says of the owner's record.")
  private @Nullable String digest;

  @Override
  public Integer call() {
    Map<String, Object> arguments = new LinkedHashMap<>();
    arguments.put("file", file.text());
    if (digest != null) {
      arguments.put("confirm", digest);
    }
    return act("notes-keys", arguments);
  }
}
