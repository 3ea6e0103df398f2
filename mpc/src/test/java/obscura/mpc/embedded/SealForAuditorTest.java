package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.audit.AuditException;
import obscura.mpc.audit.AuditSeal;
import obscura.mpc.audit.Auditor;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an owner opened to compliance, an auditor of the roster gets from the parties themselves.
 */
class SealForAuditorTest {
  private static final String NAME = "AUDIT1";

  @TempDir Path directory;
  private final Auditor auditor = new Auditor(Auditor.newSecret());
  private Rig rig;

  @BeforeEach
  void start() {
    rig = Rig.malicious(directory);
    Entry key =
        new Entry.Key(Entry.Role.AUDITOR, NAME, HexFormat.of().formatHex(auditor.publicKey()));
    Roster roster = Rig.OPERATORS.signed(Rig.OPERATORS.roster().with(key), 1, 2);
    rig.engine.adopt(Rig.OPERATORS.text(roster)).join();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Handle order(String owner, boolean open, Vector vector) {
    return rig.put(rig.origin(owner, owner, open, new Purpose.Order(Lifetime.RESTS)), vector);
  }

  private Vector opened(Handle handle, List<byte[]> copies) {
    return auditor.open(Rig.GATEWAY.instance(), handle, NAME, copies);
  }

  @Test
  void theAuditorReadsAnOrderAndItsFillAndNobodyElseDoes() {
    Handle sell = order("SELLER", true, Rig.sell(5, 100));
    rig.add(sell);
    Outcome.Matched met = rig.add(order("BUYER", false, Rig.buy(3, 102)));
    Handle fill = met.fills().getFirst().fill();
    assertThat(opened(sell, rig.engine.sealFor(sell, NAME).join())).isEqualTo(Rig.sell(5, 100));
    assertThat(opened(fill, rig.engine.sealFor(fill, NAME).join()))
        .isEqualTo(Vector.input(1, 0, 3, 101, 0, 0));
    Auditor other = new Auditor(Auditor.newSecret());
    List<byte[]> copies = rig.engine.sealFor(sell, NAME).join();
    assertThatThrownBy(() -> other.open(Rig.GATEWAY.instance(), sell, NAME, copies))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining("the copy of party 0");
    assertThatThrownBy(() -> opened(fill, copies))
        .as("a copy is of one handle alone")
        .isInstanceOf(AuditException.class);
  }

  @Test
  void eachPartyRefusesAForeignAuditorAndWhatItsOwnerDidNotOpen() {
    Handle open = order("SELLER", true, Rig.sell(5, 100));
    Handle closed = order("SELLER", false, Rig.sell(5, 100));
    assertRefused(open, "FRIEND", "an auditor not in the roster");
    assertRefused(closed, NAME, "not open to compliance");
    assertRefused(new Handle(1, 2, 3, 4), NAME, "not open to compliance");
    for (int party = 0; party < 3; party++) {
      assertThat(rig.embedded().refusals(party)).containsEntry(Rule.NOT_ENTITLED, 3L);
    }
    assertThat(rig.engine.sealFor(open, NAME).join()).as("all goes on").hasSize(3);
  }

  private void assertRefused(Handle handle, String name, String why) {
    assertThatThrownBy(() -> rig.engine.sealFor(handle, name).join())
        .hasCauseInstanceOf(RefusedException.class)
        .hasMessageContaining(why);
  }

  /** Copies as one cheating party would make them, beside those of two honest ones. */
  private List<byte[]> copies(Handle handle, int cheater, long mine, long next) {
    long[][] x = {new long[7], new long[7], new long[7]};
    Arrays.setAll(x[1], k -> 31L * k + 5);
    Arrays.setAll(x[2], k -> 77L * k + 9);
    List<byte[]> copies = new ArrayList<>();
    for (int party = 0; party < 3; party++) {
      Words words = Words.of(x[party], x[(party + 1) % 3]);
      if (party == cheater) {
        words = words.with(2, words.get(2).xor(new Word(mine, next)));
      }
      AuditSeal.Subject subject =
          new AuditSeal.Subject(Rig.GATEWAY.instance(), party, handle, NAME);
      copies.add(AuditSeal.seal(subject, auditor.publicKey(), words));
    }
    return copies;
  }

  @Test
  void aPartyThatLiesIsNoticedAndNamedWhereTwoContradictIt() {
    Handle handle = new Handle(1, 2, 3, 4);
    assertThat(opened(handle, copies(handle, 0, 0, 0)).quantity())
        .isEqualTo((31L * 2 + 5) ^ (77L * 2 + 9));
    for (int cheater = 0; cheater < 3; cheater++) {
      int before = (cheater + 2) % 3;
      int after = (cheater + 1) % 3;
      assertLies(handle, copies(handle, cheater, 1, 1), "copy of party " + cheater + " differs");
      assertLies(handle, copies(handle, cheater, 1, 0), pair(before, cheater));
      assertLies(handle, copies(handle, cheater, 0, 1), pair(cheater, after));
      List<byte[]> damaged = copies(handle, cheater, 0, 0);
      damaged.get(cheater)[40] ^= 1;
      assertLies(handle, damaged, "the copy of party " + cheater + " is damaged");
    }
    assertLies(handle, copies(handle, 0, 0, 0).subList(0, 2), "2 copies, needed are 3");
  }

  private static String pair(int one, int other) {
    return "the copies of party " + one + " and party " + other + " differ";
  }

  private void assertLies(Handle handle, List<byte[]> copies, String why) {
    assertThatThrownBy(() -> opened(handle, copies))
        .isInstanceOf(AuditException.class)
        .hasMessageContaining(why);
  }
}
