package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.oracle.OracleKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleToolTest {
  @TempDir Path directory;

  private final OracleTool tool =
      new OracleTool(Clock.fixed(Instant.ofEpochMilli(1_700_000_000_123L), ZoneOffset.UTC));

  private String run(String... words) throws IOException {
    return tool.run(List.of(words));
  }

  @Test
  void aKeyIsMadeAndWhatItSignsVerifiesAndNothingElse() throws IOException {
    String name = directory.resolve("feed").toString();
    String publicKey = run("keys", name);
    assertThat(Files.readString(Path.of(name + ".pub"))).isEqualTo(publicKey + "\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(name + ".key"))))
        .isEqualTo("rw-------");
    String line = run("sign", name + ".key", "TEST", "4", "2000", "FEED");
    SignedPrice price = SignedPrice.parse(line);
    byte[] key = HexFormat.of().parseHex(publicKey);
    assertThat(price.timeMillis()).isEqualTo(1_700_000_000_123L);
    assertThat(OracleKey.signed(key, price)).isTrue();
    for (String other :
        List.of(
            line.replace(" TEST ", " TESS "),
            line.replace(" 4 ", " 5 "),
            line.replace(" 2000 ", " 2001 "),
            line.replace("0123 ", "0124 "),
            line.replace(" FEED ", " FEES "))) {
      assertThat(other).isNotEqualTo(line);
      assertThat(OracleKey.signed(key, SignedPrice.parse(other))).as(other).isFalse();
    }
    assertThatThrownBy(() -> run("keys", name)).isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void whatMakesNoSenseIsRefusedInOneLine() throws IOException {
    String name = directory.resolve("feed").toString();
    var _ = run("keys", name);
    assertThatThrownBy(() -> run("sign", name + ".key", "TEST", "4", "0", "FEED"))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageContaining("from 1 on");
    assertThatThrownBy(() -> run("sign", name + ".pub", "TEST", "x", "1", "FEED"))
        .isInstanceOf(PartyConfigException.class);
    assertThatThrownBy(() -> run("show")).hasMessage(OracleTool.USAGE);
    assertThatThrownBy(() -> SignedPrice.parse("price 1 TEST 4 02000 1 FEED " + "ab".repeat(64)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no signed price; allowed:");
  }
}
