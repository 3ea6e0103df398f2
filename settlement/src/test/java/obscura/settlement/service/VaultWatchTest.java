package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.port.VaultEventSource;
import obscura.settlement.service.store.JdbcMarks;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a vault announces reaches its listener, whatever happens in between. */
class VaultWatchTest {
  private static final long CONFIRMATIONS = 3;
  private static final long AT_ONCE = 20;
  private static final Bytes HASH = Bytes.zeros(32);

  private final SimChain chain = new SimChain();
  private final TreeMap<Long, VaultArchive.Entry> announced = new TreeMap<>();
  private final List<Long> heard = new ArrayList<>();
  private final List<Long> lengths = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private StoreDatabase database;
  private long deafTo = -1;

  @BeforeEach
  void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:watch", "sa", ""));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anEventIsHeardOnceItIsFinalAndNotBefore() {
    VaultWatch watch = watch();
    happens(2);
    mineTo(3);
    assertThat(watch.look()).isTrue();
    assertThat(heard).isEmpty();
    mineTo(4);
    watch.look();
    watch.look();
    assertThat(heard).containsExactly(2L);
  }

  @Test
  void aNewProcessGoesOnWhereTheOldOneStopped() {
    happens(1);
    happens(4);
    mineTo(5);
    watch().look();
    mineTo(8);
    watch().look();
    assertThat(heard).containsExactly(1L, 4L);
  }

  @Test
  void whatItsListenerDidNotTakeComesAgain() {
    happens(1);
    happens(2);
    happens(3);
    mineTo(8);
    deafTo = 2;
    assertThatThrownBy(() -> watch().look()).hasMessage("deaf");
    deafTo = -1;
    watch().look();
    assertThat(heard).containsExactly(1L, 1L, 2L, 3L);
  }

  @Test
  void anEndpointThatIsAwayLosesNothing() {
    happens(1);
    mineTo(6);
    VaultWatch watch = watch();
    chain.down = true;
    assertThatThrownBy(watch::look).isInstanceOf(UnavailableException.class);
    chain.down = false;
    watch.look();
    assertThat(heard).containsExactly(1L);
  }

  @Test
  void aLongWayIsReadInPieces() {
    mineTo((int) (AT_ONCE * 11 + CONFIRMATIONS));
    happens(AT_ONCE + 1);
    VaultWatch watch = watch();
    assertThat(watch.look()).isFalse();
    assertThat(watch.look()).isTrue();
    assertThat(heard).containsExactly(AT_ONCE + 1);
    assertThat(lengths).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(AT_ONCE)).hasSize(12);
  }

  @Test
  void aReorganisationBelowTheMarkIsToldOfAndEverythingIsReadAgain() {
    happens(1);
    happens(5);
    mineTo(8);
    VaultWatch watch = watch();
    watch.look();
    announced.remove(5L);
    chain.reorganise(5, true);
    watch.look();
    assertThat(alerts).extracting(Alert::kind).containsExactly(Alert.Kind.DEEP_REORGANISATION);
    assertThat(heard).containsExactly(1L, 5L, 1L);
    watch.look();
    assertThat(alerts).hasSize(1);
  }

  private VaultWatch watch() {
    VaultEventSource events =
        (from, to) -> {
          lengths.add(to - from + 1);
          return List.copyOf(announced.subMap(from, true, to, true).values());
        };
    return new VaultWatch(
        new VaultWatch.Sources(chain, events, new JdbcMarks(database, "eip155:1/0xvault")),
        this::hear,
        alerts::add,
        new VaultWatch.Range(1, CONFIRMATIONS, AT_ONCE));
  }

  private void hear(VaultArchive.Entry entry) {
    if (entry.log().blockNumber() == deafTo) {
      throw new IllegalStateException("deaf");
    }
    heard.add(entry.log().blockNumber());
  }

  private void happens(long block) {
    announced.put(
        block,
        new VaultArchive.Entry(
            new VaultLog(new VaultEvent.Paused(), block, HASH, HASH, 0), Optional.empty()));
  }

  private void mineTo(int head) {
    while (chain.head().number() < head) {
      chain.mine();
    }
  }
}
