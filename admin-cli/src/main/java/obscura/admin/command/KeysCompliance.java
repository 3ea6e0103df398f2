package obscura.admin.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import obscura.dropcopy.seal.ComplianceKeys;
import obscura.dropcopy.seal.KeyWrap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the key pair of a reader of the drop copy; needs no venue. */
@Command(
    name = "compliance",
    description =
        "Makes the key pair of a compliance officer: DIR/compliance.pub for the venue,"
            + " DIR/compliance.key to keep. Neither may exist.")
final class KeysCompliance extends Verb {
  @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to put them.")
  private Path out = Path.of("");

  @Override
  public Integer call() {
    try {
      Files.createDirectories(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path publicFile = out.resolve("compliance.pub");
    Path privateFile = out.resolve("compliance.key");
    KeyWrap key = ComplianceKeys.generate(publicFile, privateFile);
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("fingerprint", key.fingerprint());
    made.put("publicFile", publicFile.toString());
    made.put("privateFile", privateFile.toString());
    print(admin().json() ? Json.of(made) + "\n" : Table.ofOne(made));
    return ExitCodes.OK;
  }
}
