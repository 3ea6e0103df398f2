package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import obscura.mpc.seal.SealingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A party makes the key that owners seal to at its first start, and keeps it. */
class SealingKeyFileTest {
  @TempDir Path folder;

  @Test
  void isMadeOnceForItsOwnersEyesAndItsPublicHalfForTheRoster() throws Exception {
    SealingKey made = KeyFiles.sealingKey(folder);
    Path secret = folder.resolve("sealing.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(folder.resolve("sealing.pub"))).isEqualTo(made.publicHex() + "\n");
    assertThat(KeyFiles.sealingKey(folder).publicHex()).isEqualTo(made.publicHex());
    assertThat(made.toString()).doesNotContain(Files.readString(secret).strip());
  }

  /** Else the roster would be given the public half of a key that is lost or stolen. */
  @Test
  void theOtherHalfOfAKeyThatIsGoneIsInTheWay() throws Exception {
    var _ = KeyFiles.sealingKey(folder);
    Files.delete(folder.resolve("sealing.key"));
    assertThatThrownBy(() -> KeyFiles.sealingKey(folder))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessageContaining("sealing.pub");
    assertThat(folder.resolve("sealing.key")).doesNotExist();
  }

  @Test
  void aDamagedOneIsRefusedAndLeftAsItIs() throws Exception {
    Path secret = Files.writeString(folder.resolve("sealing.key"), "5a5a");
    assertThatThrownBy(() -> KeyFiles.sealingKey(folder))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageContaining("sealing.key");
    assertThat(secret).hasContent("5a5a");
  }
}
