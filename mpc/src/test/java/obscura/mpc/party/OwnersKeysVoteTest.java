package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Vector;
import obscura.mpc.net.Links;
import obscura.mpc.share.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Three parties are asked whether what they hold are the keys of the record, and hear each other.
 */
class OwnersKeysVoteTest {
  private static final List<byte[]> KEYS = List.of(key(1), key(2), key(3));
  private static final Purpose.NoteKeys TOLD =
      new Purpose.NoteKeys(List.of(), new ShareKeys(KEYS).fingerprints());

  private static byte[] key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return key;
  }

  private static long[] words(byte[] key) {
    long[] words = new long[Vector.WORDS];
    ByteBuffer.wrap(key).asLongBuffer().get(words, 0, key.length / Long.BYTES);
    return words;
  }

  /** What each party says, if party {@code other} was given another key in place of key k. */
  private static List<Boolean> said(int other, int k) throws Exception {
    Links[] links = Links.inMemory();
    List<CompletableFuture<Boolean>> parties = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      Links mine = links[party];
      int next = (party + 1) % 3;
      byte[] first = other == party && k == party ? key(9) : KEYS.get(party);
      byte[] second = other == party && k == next ? key(9) : KEYS.get(next);
      Words held = Words.of(words(first), words(second));
      parties.add(
          CompletableFuture.supplyAsync(
              () -> {
                mine.start(1, 0, System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
                return OwnersKeys.areHeldByAll(mine, TOLD, held);
              },
              task -> Thread.ofPlatform().daemon().start(task)));
    }
    List<Boolean> said = new ArrayList<>();
    for (CompletableFuture<Boolean> party : parties) {
      said.add(party.get(30, TimeUnit.SECONDS));
    }
    return said;
  }

  @Test
  void theKeysOfTheRecordAreTakenByAll() throws Exception {
    assertThat(said(-1, -1)).containsExactly(true, true, true);
  }

  /** One that got its shares from the others may be the only one who can see it. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0, 1", "1, 1", "1, 2", "2, 2", "2, 0"})
  void anotherKeyAtOnePartyIsTakenByNone(int party, int key) throws Exception {
    assertThat(said(party, key)).containsExactly(false, false, false);
  }
}
