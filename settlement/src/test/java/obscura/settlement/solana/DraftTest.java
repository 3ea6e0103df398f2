package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.settlement.note.BatchContent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.p2p.solanaj.core.Account;

/** A batch that does not get to its end gives back what it took. */
class DraftTest {
  private static SolanaChain chain;
  private static Venue venue;
  private static Account anybody;
  private static long nextTrade = 1;

  @BeforeAll
  static void vaultIsOpen() throws Exception {
    chain = new SolanaChain();
    venue = Venue.open(chain);
    anybody = chain.newAccount();
  }

  @AfterAll
  static void chainEnds() {
    chain.close();
  }

  private static Batch threeNotesHandedIn() {
    List<Venue.Owned> spent =
        List.of(
            venue.deposit(venue.usd, 5), venue.deposit(venue.usd, 6), venue.deposit(venue.eth, 7));
    return Batch.swapping(venue, List.of(nextTrade++), spent).handedIn();
  }

  private static List<Long> sources(Batch batch) {
    return batch.spent().stream().map(owned -> owned.note().batch()).toList();
  }

  private static boolean taken(Venue.Owned owned) {
    return BatchState.of(chain.data(venue.vault.batch(owned.note().batch()))).isTaken(0);
  }

  @Test
  void anOperatorFindsAfterACrashHowFarItWas() {
    Batch batch = threeNotesHandedIn();
    DraftState draft = DraftState.of(chain.data(venue.vault.draft(batch.number())));
    assertThat(draft.number()).isEqualTo(batch.number());
    assertThat(draft.operator()).isEqualTo(venue.operator.getPublicKey());
    assertThat(draft.deadlineSeconds()).isEqualTo(batch.deadline());
    assertThat(draft.untilSeconds()).isEqualTo(batch.deadline());
    assertThat(List.of(draft.trades(), draft.inputs(), draft.outputs()))
        .isEqualTo(List.of(1, 3, 3));
    assertThat(draft.held().stream().map(DraftState.Held::batch).toList())
        .isEqualTo(sources(batch));
  }

  @Test
  void aDraftThatCanStillSettleKeepsItsNotes() {
    Batch batch = threeNotesHandedIn();
    assertThat(chain.refusal(anybody, venue.batches.release(batch.number(), 0, sources(batch))))
        .isEqualTo("DRAFT_LIVE");
    assertThat(chain.refusal(anybody, venue.batches.closeDraft(batch.content())))
        .isEqualTo("DRAFT_LIVE");
  }

  @Test
  void anybodyGivesTheNotesBackAfterTheDeadline() {
    Batch batch = threeNotesHandedIn();
    chain.setTime(batch.deadline() + 1);
    assertThat(chain.refusal(venue.operator, batch.settle())).isEqualTo("DEADLINE");
    assertThat(chain.refusal(anybody, venue.batches.closeDraft(batch.content())))
        .isEqualTo("DRAFT_LIVE");
    List<Long> sources = sources(batch);
    assertThat(
            chain.refusal(
                anybody, venue.batches.release(batch.number(), 1, List.of(sources.get(0)))))
        .isEqualTo("NUMBER");
    chain.send(anybody, venue.batches.release(batch.number(), 1, sources.subList(1, 3)));
    assertThat(batch.spent().stream().map(DraftTest::taken).toList())
        .isEqualTo(List.of(true, false, false));
    assertThat(
            chain.refusal(anybody, venue.batches.release(batch.number(), 1, sources.subList(1, 2))))
        .isEqualTo("ALREADY_RELEASED");
    chain.send(anybody, venue.batches.release(batch.number(), 0, sources.subList(0, 1)));
    assertThat(chain.refusal(anybody, venue.batches.release(batch.number(), 3, List.of(1L))))
        .isEqualTo("102");
    chain.send(anybody, venue.batches.closeDraft(batch.content()));
    assertThat(chain.exists(venue.vault.draft(batch.number()))).isFalse();
    Batch.swapping(venue, List.of(nextTrade++), batch.spent()).settled();
  }

  @Test
  void aCancelledDraftGivesBackAtOnceButItsNumberStaysShutUntilTheDeadline() {
    Batch batch = threeNotesHandedIn();
    chain.send(venue.operator, venue.batches.cancel(batch.content()));
    assertThat(chain.refusal(venue.operator, batch.settle())).isEqualTo("DEADLINE");
    chain.send(anybody, venue.batches.release(batch.number(), 0, sources(batch)));
    assertThat(batch.spent().stream().noneMatch(DraftTest::taken)).isTrue();
    assertThat(chain.refusal(anybody, venue.batches.closeDraft(batch.content())))
        .isEqualTo("DRAFT_LIVE");
    assertThat(chain.refusal(venue.operator, batch.open())).isEqualTo("BATCH_USED");
    chain.setTime(batch.deadline() + 1);
    chain.send(anybody, venue.batches.closeDraft(batch.content()));
    assertThat(chain.refusal(venue.operator, batch.open())).isEqualTo("DEADLINE");
  }

  @Test
  void theRentOfADraftGoesToItsOperatorOnly() {
    Batch batch = threeNotesHandedIn();
    chain.setTime(batch.deadline() + 1);
    chain.send(anybody, venue.batches.release(batch.number(), 0, sources(batch)));
    BatchContent thiefs = batch.handedInBy(anybody.getPublicKey());
    assertThat(chain.refusal(anybody, venue.batches.closeDraft(thiefs))).isEqualTo("NOT_OPERATOR");
  }
}
