package obscura.admin.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import obscura.admin.render.Json;
import obscura.admin.render.Table;
import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.store.ChainHead;
import obscura.dropcopy.verify.ChainBreak;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the hash chain on this machine, record by record; trusts the venue for nothing. */
@Command(
    name = "verify",
    description = "Checks that no record was changed, removed or put in between. Needs no key.")
final class DropCopyVerify extends Verb {
  private static final Pattern ANCHOR = Pattern.compile("(\\d{1,18}):(\\d{1,18}):([0-9a-f]{64})");

  @Option(
      names = "--anchor",
      paramLabel = "HEAD",
      description = "A head that an earlier check printed and that was kept elsewhere.")
  private @Nullable String anchor;

  @Mixin private final RecordOptions records = new RecordOptions();

  @Override
  public Integer call() {
    Optional<ChainHead> earlier = Optional.ofNullable(anchor).map(this::parsed);
    ChainReport report = records.read(this, source -> ChainVerifier.verify(source, earlier));
    Map<String, Object> shown = shown(report);
    print(admin().json() ? Json.of(shown) + "\n" : Table.ofOne(shown));
    return report.isWhole() ? ExitCodes.OK : ExitCodes.NOT_VERIFIED;
  }

  private static Map<String, Object> shown(ChainReport report) {
    ChainHead head = report.head();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("whole", report.isWhole());
    shown.put("records", report.records());
    shown.put("head", head.number() + ":" + head.position() + ":" + head.hash());
    if (report.firstBreak().isPresent()) {
      ChainBreak broken = report.firstBreak().get();
      shown.put("breakAt", broken.number());
      shown.put("breakKind", broken.kind().name());
      shown.put("breakText", broken.text());
    }
    return shown;
  }

  private ChainHead parsed(String text) {
    Matcher matcher = ANCHOR.matcher(text);
    if (!matcher.matches()) {
      throw usage("--anchor is NUMBER:POSITION:HASH as verify prints it");
    }
    return new ChainHead(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Bytes.parse(matcher.group(3)));
  }
}
