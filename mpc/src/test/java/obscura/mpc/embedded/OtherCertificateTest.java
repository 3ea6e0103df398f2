package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Words;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever shows another certificate may be somebody else: what was known of shares is void. */
class OtherCertificateTest {
  /** As lines in memory authenticate party 2. */
  private static final String CERTIFICATE = "02" + "00".repeat(31);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Mode.class)
  void sharesAreMadeAnewOnceWhenTheRosterNamesAnotherPartysCertificate(Mode mode) {
    try (HonestParties parties = new HonestParties(directory, mode)) {
      Purpose order = new Purpose.Order(Lifetime.RESTS);
      Handle resting = parties.put(parties.message("A", order), Rig.sell(5, 100));
      parties.run(new Job.AddOrder(1, resting));
      List<Words> before = shares(parties, resting);
      parties.join();
      assertThat(changed(before, shares(parties, resting))).as("an epoch alone").isFalse();

      Entry key = new Entry.Key(Entry.Role.PARTY, "2", CERTIFICATE);
      Roster roster = Rig.OPERATORS.signed(Rig.OPERATORS.roster().with(key), 2, 0);
      parties.roster(Rig.OPERATORS.text(roster)).forEach(CompletableFuture::join);
      parties.join();
      List<Words> after = shares(parties, resting);
      assertThat(changed(before, after)).isTrue();
      assertThat(value(after)).isEqualTo(value(before));
      parties.join();
      assertThat(changed(after, shares(parties, resting))).as("once").isFalse();

      Handle buy = parties.put(parties.message("B", order), Rig.buy(5, 100));
      Outcome.Matched met = (Outcome.Matched) parties.run(new Job.AddOrder(2, buy));
      assertThat(met.fills()).extracting(Outcome.Fill::contra).containsExactly(resting);
    }
  }

  private static List<Words> shares(HonestParties parties, Handle handle) {
    Reveal request = new Reveal(List.of(handle), "A");
    return parties.parties.stream()
        .map(party -> party.disclose(request, parties.ask()))
        .toList()
        .stream()
        .map(answer -> answer.join().shares().getFirst())
        .toList();
  }

  private static boolean changed(List<Words> before, List<Words> after) {
    for (int party = 0; party < 3; party++) {
      for (int k = 0; k < before.get(party).size(); k++) {
        if (!before.get(party).get(k).equals(after.get(party).get(k))) {
          return true;
        }
      }
    }
    return false;
  }

  private static long[] value(List<Words> shares) {
    return new Opening(Opening.Tally.NONE)
        .open("test", shares.get(0), shares.get(1), shares.get(2));
  }
}
