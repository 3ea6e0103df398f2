package obscura.mpc.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key with which a party signs batches, over starts and crashes. */
class SignerFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("settlement.key");
  }

  @Test
  void aKeyIsMadeOnceForItsOwnersEyesAndNothingElseStaysBehind() throws IOException {
    String address = SignerKey.in(file).address();
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder.toFile().list()).containsExactly("settlement.key");
    assertThat(SignerKey.in(file).address()).isEqualTo(address);
  }

  /** The half-written key never had the name of one, so nobody has ever been told of it. */
  @Test
  void aCrashBeforeTheKeyWasWholeIsAsIfThereHadBeenNoStart() throws IOException {
    Path draft = Files.writeString(folder.resolve("settlement.key.draft"), "0123");
    String address = SignerKey.in(file).address();
    assertThat(draft).doesNotExist();
    assertThat(SignerKey.in(file).address()).isEqualTo(address);
  }

  @Test
  void aDamagedFileIsNamedInOneLineAndLeftAsItIs() throws IOException {
    for (String damaged : new String[] {"", "0123\n", "g".repeat(64), "\u0000".repeat(65)}) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> SignerKey.in(file))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "settlement.key is damaged: its "
                  + damaged.length()
                  + " bytes are not 64 hex digits; put back its copy, or delete it, and a new key"
                  + " is made, which the vault's signers have to be changed to");
      assertThat(file).hasContent(damaged);
    }
    Files.writeString(file, "0".repeat(64));
    assertThatThrownBy(() -> SignerKey.in(file)).hasMessage("no secret key of secp256k1");
  }
}
