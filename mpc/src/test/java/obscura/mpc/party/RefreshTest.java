package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Transcript;
import obscura.mpc.api.Vector;
import obscura.mpc.circuit.Gates;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.SharedInput;
import obscura.mpc.net.Links;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import obscura.mpc.share.ZeroShares;
import org.junit.jupiter.api.Test;

/** Shares that are made anew when a party was replaced. */
class RefreshTest {
  private static final Handle HANDLE = new Handle(1, 2, 3, 4);
  private static final GatewayKey KEY = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);
  private static final Origin ORIGIN =
      new Origin("A", "A", 1, 1, "1", 0, false, new Purpose.Order(Job.Lifetime.RESTS));

  private static final Transcript TRANSCRIPT =
      new Transcript("TEST", HANDLE, HANDLE, 1, HANDLE, 9, List.of());

  private static List<List<Change>> shared(Vector vector) {
    List<List<Change>> parties = new ArrayList<>();
    for (SharedInput part :
        SharedInput.split(new Input(ORIGIN, vector), "TEST", KEY, new SecureRandom())) {
      Words words = part.words();
      Secret secret = new Secret(Phase.ORDER, "A", List.of(), false, 7, null, List.of(), words);
      Request request =
          Request.open(new Purpose.Request(false, true, List.of("M"), 9))
              .with(new Request.Quote(HANDLE, "M", words), ORIGIN)
              .selected(
                  List.of(new Request.Selection(HANDLE, words)),
                  new Minutes(TRANSCRIPT, HANDLE, List.of(HANDLE)));
      parties.add(
          List.of(
              new Change.OfSecret(HANDLE, secret),
              new Change.OfRequest(HANDLE, request),
              new Change.OfBook(
                  HANDLE,
                  new Resting(
                      "F", 9, words.get(Secret.QUANTITY), words.get(Secret.MINIMUM), 9, 0))));
    }
    return parties;
  }

  private static List<Word> words(List<Change> items) {
    List<Word> words = new ArrayList<>();
    for (Change item : items) {
      switch (item) {
        case Change.OfSecret c -> add(words, c.value().words());
        case Change.OfRequest c -> {
          add(words, c.value().quotes().get(0).figures());
          add(words, c.value().selections().get(0).winner());
        }
        case Change.OfBook c -> words.addAll(List.of(c.value().rest(), c.value().minimum()));
        case Change.OfFact c -> throw new IllegalStateException();
        case Change.OfSeal c -> throw new IllegalStateException();
      }
    }
    return words;
  }

  private static void add(List<Word> words, Words more) {
    for (int k = 0; k < more.size(); k++) {
      words.add(more.get(k));
    }
  }

  @Test
  void theValuesStayAndAnOldShareOfOneDoesNotFitTheNewOnesOfAnother() {
    List<List<Change>> before = shared(Vector.input(1, 1, 1_000, 100, 10, 0));
    List<List<Change>> after = refreshed(before);
    int words = words(before.get(0)).size();
    assertThat(words).isGreaterThan(20);
    for (int k = 0; k < words; k++) {
      for (int party = 0; party < 3; party++) {
        Word fresh = words(after.get(party)).get(k);
        Word old = words(before.get(party)).get(k);
        assertThat(fresh.next())
            .as("both copies of a share")
            .isEqualTo(words(after.get((party + 1) % 3)).get(k).mine());
        assertThat(value(after, k)).as("the value").isEqualTo(value(before, k));
        assertThat(old.mine() ^ old.next() ^ words(after.get((party + 1) % 3)).get(k).next())
            .as("the old shares of one and the new of the next, together")
            .isNotEqualTo(value(before, k));
      }
    }
  }

  /** What one party knows of old and new is too little: a share of zero is not in its hands. */
  @Test
  void theMasksAreNotKnownToAnyOneParty() {
    List<List<Change>> before = shared(Vector.input(1, 1, 1_000, 100, 10, 0));
    List<List<Change>> once = refreshed(before);
    List<List<Change>> again = refreshed(before);
    for (int k = 0; k < words(before.get(0)).size(); k++) {
      for (int party = 0; party < 3; party++) {
        assertThat(words(once.get(party)).get(k)).isNotEqualTo(words(again.get(party)).get(k));
      }
    }
  }

  private static List<List<Change>> refreshed(List<List<Change>> parties) {
    Links[] links = Links.inMemory();
    byte[][] keys = new byte[3][ZeroShares.KEY_BYTES];
    for (byte[] key : keys) {
      new SecureRandom().nextBytes(key);
    }
    List<CompletableFuture<List<Change>>> results = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      int party = k;
      results.add(
          CompletableFuture.supplyAsync(
              () -> {
                ZeroShares zeros = new ZeroShares(keys[party], keys[(party + 1) % 3]);
                zeros.start(1, 0);
                links[party].start(1, 0, System.nanoTime() + 30_000_000_000L);
                return new Refresh(new Gates(links[party], zeros)).of(parties.get(party));
              },
              task -> Thread.ofPlatform().start(task)));
    }
    return results.stream().map(CompletableFuture::join).toList();
  }

  private static long value(List<List<Change>> parties, int word) {
    return words(parties.get(0)).get(word).mine()
        ^ words(parties.get(1)).get(word).mine()
        ^ words(parties.get(2)).get(word).mine();
  }
}
