package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Statement;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.Statements;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;

/** Which jobs count as one, when somebody's word in them is signed with one key or another. */
class IdentityTest {
  private static final Handle REQUEST = new Handle(1, 2, 3, 4);
  private static final GatewayKey FIRST = key(1);
  private static final GatewayKey SECOND = key(2);
  private static final GatewayKey NOBODY = key(3);

  private static GatewayKey key(int first) {
    byte[] seed = new byte[GatewayKey.SEED_BYTES];
    seed[0] = (byte) first;
    return new GatewayKey(seed);
  }

  private static Roster with(Roster roster, GatewayKey key) {
    return roster.with(new Entry.Key(Entry.Role.GATEWAY, "VENUE", key.verifier().hex()));
  }

  /** Goes by the first of two rosters, and all three have so many entries. */
  private static PartyState state(int common) {
    PartyState state = new PartyState("TEST");
    state.know(with(with(Roster.empty("TEST"), FIRST), SECOND));
    state.adopt(1);
    state.haveInCommon(common);
    return state;
  }

  private static Job select(String alias, GatewayKey... keys) {
    List<Statement> passes =
        List.of(keys).stream()
            .map(key -> Statements.signed("TEST", key, "M", 7, new Purpose.Pass(alias)))
            .toList();
    return new Job.SelectBest(5, REQUEST, passes);
  }

  private static Identity seen(int common, Job job) {
    return Identity.of(job, state(common));
  }

  @Test
  void whoeverSignsItTheWordIsTheSame() {
    Identity before = seen(1, select("R", FIRST, FIRST));
    Identity after = seen(2, select("R", SECOND, SECOND));
    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(after.goesOnWith(before.digest())).isTrue();
  }

  @Test
  void aSignedWordDoesNotComeBackUnsigned() {
    Handle signed = seen(1, select("R", FIRST, FIRST)).digest();
    Identity forged = seen(1, select("R", FIRST, NOBODY));
    assertThat(forged.digest()).isNotEqualTo(signed);
    assertThat(forged.goesOnWith(signed)).isFalse();
    Job unsigned = select("R", SECOND, SECOND);
    assertThat(seen(1, unsigned).goesOnWith(signed)).as("a key that not all know").isFalse();
    assertThat(seen(1, unsigned).asksFor(signed)).as("nothing is done").isTrue();
  }

  @Test
  void anUnsignedWordMayBeSignedLater() {
    Handle unsigned = seen(1, select("R", NOBODY, NOBODY)).digest();
    assertThat(seen(1, select("R", FIRST, FIRST)).goesOnWith(unsigned)).isTrue();
  }

  @Test
  void anotherWordIsAnotherJob() {
    Handle said = seen(1, select("R", FIRST)).digest();
    for (Job other : List.of(select("Q", FIRST), select("R", FIRST, FIRST), select("R"))) {
      assertThat(seen(1, other).goesOnWith(said)).isFalse();
      assertThat(seen(1, other).asksFor(said)).isFalse();
    }
  }

  @Test
  void whatIsSignedIsKnownOfEachWord() {
    Job.SelectBest job = (Job.SelectBest) select("R", FIRST, NOBODY);
    Identity identity = seen(1, job);
    assertThat(identity.isSigned(job.passes().get(0))).isTrue();
    assertThat(identity.isSigned(job.passes().get(1))).isFalse();
  }
}
