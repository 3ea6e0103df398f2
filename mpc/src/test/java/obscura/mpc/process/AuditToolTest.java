package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.audit.AuditException;
import obscura.mpc.audit.AuditSeal;
import obscura.mpc.share.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor at its own machine, with a file and two commands. */
class AuditToolTest {
  private static final Handle HANDLE = new Handle(1, 2, 3, 4);

  @TempDir Path directory;

  @Test
  void makesAKeyOnceAndOpensWhatWasSealedForIt() throws IOException {
    String name = directory.resolve("audit").toString();
    String key = AuditTool.run(List.of("auditor-key", name));
    assertThat(Files.readString(Path.of(name + ".pub"))).isEqualTo(key + "\n");
    assertThatThrownBy(() -> AuditTool.run(List.of("auditor-key", name)))
        .as("never overwrites one")
        .isInstanceOf(IOException.class);
    List<String> open =
        List.of("open-sealed", name + ".key", "TEST", "AUDIT1", HANDLE.toString(), copies(key));
    assertThat(AuditTool.run(open))
        .isEqualTo("instrument 7\nside sell\nquantity 12\nprice 99\nminimum 3\nfee 0");
    List<String> other =
        List.of("open-sealed", name + ".key", "OTHER", "AUDIT1", HANDLE.toString(), copies(key));
    assertThatThrownBy(() -> AuditTool.run(other))
        .isInstanceOf(AuditException.class)
        .message()
        .doesNotContain("\n");
  }

  /** Shares of which two are 0. */
  private String copies(String key) throws IOException {
    long[][] x = {{7, 1, 12, 99, 3, 0, 0}, new long[7], new long[7]};
    List<String> lines = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      AuditSeal.Subject subject = new AuditSeal.Subject("TEST", party, HANDLE, "AUDIT1");
      byte[] sealed =
          AuditSeal.seal(
              subject, HexFormat.of().parseHex(key), Words.of(x[party], x[(party + 1) % 3]));
      lines.add(HexFormat.of().formatHex(sealed));
    }
    return Files.write(directory.resolve("copies"), lines).toString();
  }
}
