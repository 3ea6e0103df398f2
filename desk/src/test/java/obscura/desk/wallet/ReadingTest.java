package obscura.desk.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.wallet.OwnedNote;
import org.junit.jupiter.api.Test;

class ReadingTest {
  @Test
  void aNoteIsFinalWhenItsBlockIs() throws Exception {
    Owner owner = new Owner("owner");
    try (VaultScene scene = new VaultScene()) {
      scene.deposit(owner.note(scene.vault, scene.weth, VaultScene.WETH_UNIT));
      scene.deposit(owner.note(scene.vault, scene.usdc, VaultScene.USDC_UNIT));
      List<VaultArchive.Entry> archive = scene.archive();
      long last = archive.getLast().log().blockNumber();
      Reading reading =
          Reading.of(
              scene.vault,
              new Reading.Head(last, VaultScene.NOON.getEpochSecond(), last - 1),
              archive,
              owner.wallet(scene.vault));
      List<OwnedNote> notes = reading.holdings().unspent();
      assertThat(notes).hasSize(2);
      assertThat(reading.isFinal(notes.getFirst())).isTrue();
      assertThat(reading.isFinal(notes.getLast())).isFalse();
    }
  }
}
