package obscura.engine.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevPkiTest {
  @TempDir Path folder;

  @Test
  void aClientCertificateNamesItsCompIdAndIsSignedByTheAuthority() throws Exception {
    DevPki.make(folder, List.of("DESK1"), InstantSource.system());
    X509Certificate desk = certificate("DESK1", "DESK1");
    assertThat(desk.getSubjectAlternativeNames())
        .anySatisfy(name -> assertThat(name.get(1)).isEqualTo("obscura:compid:DESK1"));
    desk.verify(certificate("ca", "ca").getPublicKey());
    assertThat(certificate("admin", "admin").getSubjectAlternativeNames())
        .anySatisfy(name -> assertThat(name.get(1)).isEqualTo(DevPki.ADMIN_ROLE));
  }

  @Test
  void onlyTheOwnerMayReadKeysAndPasswords() throws Exception {
    DevPki.make(folder, List.of("DESK1"), InstantSource.system());
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSize(2 + 1 + 3 * 4)
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  void aCompIdThatWouldLeaveTheFolderIsRefused() {
    assertThatThrownBy(() -> DevPki.make(folder, List.of("../DESK1"), InstantSource.system()))
        .hasMessageContaining("is not 3-16");
    assertThat(folder).isEmptyDirectory();
  }

  private X509Certificate certificate(String name, String alias) throws Exception {
    KeyStore store =
        KeyStore.getInstance(
            folder.resolve(name + ".p12").toFile(),
            Files.readString(folder.resolve(name + ".password")).strip().toCharArray());
    return (X509Certificate) store.getCertificate(alias);
  }
}
