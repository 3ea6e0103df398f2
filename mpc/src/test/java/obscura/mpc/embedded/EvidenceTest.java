package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Transcript;
import obscura.mpc.api.Vector;
import obscura.mpc.receipt.Document;
import obscura.mpc.receipt.DocumentException;
import obscura.mpc.receipt.DocumentText;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.receipt.Verifier;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makers and auditors who believe no venue: what the parties signed of a selection shows that it
 * was over the whole set, and what somebody has bent does not pass.
 */
class EvidenceTest {
  @TempDir Path directory;
  private Rig rig;
  private Handle request;

  @BeforeEach
  void start() {
    rig = new Rig(directory);
    request = rig.ask("T", false, false, Vector.input(1, 0, 5, 0, 0, 0), "M1", "M2", "M3");
    assertThat(rig.request(request)).isTrue();
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Handle quoted(String maker, long price) {
    Handle quote = rig.offer(maker, request, Vector.input(1, 1, 5, price, 0, 0));
    assertThat(rig.quote(request, quote)).isTrue();
    return quote;
  }

  private Evidence evidence() {
    return rig.engine.evidence(request).join();
  }

  private static List<String> wrong(Roster roster, Document document) {
    return new Verifier(roster, Rig.OPERATORS.operators())
        .check(document).stream()
            .filter(finding -> !finding.holds())
            .map(Verifier.Finding::line)
            .toList();
  }

  private static List<String> wrong(Document document) {
    return wrong(Rig.OPERATORS.roster(), document);
  }

  /** Three makers have quoted, one of them twice; the best was selected. */
  private Document selected() {
    quoted("M1", 100);
    quoted("M2", 90);
    quoted("M1", 95);
    quoted("M3", 110);
    rig.select(request);
    return Document.of(evidence());
  }

  @Test
  void aSelectionLeavesEvidenceThatAnybodyCanCheck() {
    Document whole = selected();
    assertThat(whole.quotes()).as("the latest of each").hasSize(3);
    assertThat(whole.signatures()).hasSize(3);
    assertThat(whole.receipts()).hasSize(9);
    assertThat(whole.transcript().job()).isEqualTo(rig.job);
    assertThat(wrong(whole)).isEmpty();
  }

  @Test
  void aQuoteHasReceiptsAsSoonAsItIsInTheSet() {
    Handle quote = quoted("M1", 100);
    Evidence before = evidence();
    assertThat(before.transcript()).isEmpty();
    assertThat(before.receipts()).extracting(Receipt::quote).containsOnly(quote).hasSize(3);
    assertThatThrownBy(() -> Document.of(before)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusedQuoteHasNone() {
    Handle quote = rig.offer("M1", request, Vector.input(1, 1, 4, 100, 0, 0));
    assertThat(rig.quote(request, quote)).isFalse();
    assertThat(evidence().receipts()).isEmpty();
  }

  @Test
  void anEmptySetIsASetToo() {
    rig.select(request);
    Document nothing = Document.of(evidence());
    assertThat(nothing.transcript().selected()).isEmpty();
    assertThat(wrong(nothing)).isEmpty();
  }

  @Test
  void aMakerIsGivenItsOwnAndNothingOfTheOthers() {
    Document whole = selected();
    Document own = whole.of("M1");
    assertThat(own.quotes()).hasSize(1);
    assertThat(own.padding()).isEmpty();
    assertThat(own.receipts()).extracting(Receipt::maker).containsOnly("M1");
    assertThat(wrong(own)).isEmpty();
    String text = DocumentText.write(own);
    Document.Placed other = whole.of("M2").quotes().get(0);
    assertThat(text).doesNotContain(other.quote().toString()).doesNotContain("M2");
  }

  @Test
  void theTextSaysTheSame() {
    Document whole = selected();
    String text = DocumentText.write(whole);
    assertThat(DocumentText.read(text)).isEqualTo(whole);
    List<String> lines = text.lines().toList();
    for (int k = 0; k < 7; k++) {
      List<String> fewer = new ArrayList<>(lines);
      fewer.remove(k);
      assertThatThrownBy(() -> DocumentText.read(String.join("\n", fewer)))
          .isInstanceOf(DocumentException.class);
    }
    assertThatThrownBy(() -> DocumentText.read(text + "more\n"))
        .isInstanceOf(DocumentException.class);
  }

  @Test
  void thePartiesStillHaveItAfterARestartAndAfterTheRequestIsOver() {
    Document before = selected();
    rig.run(new Job.CloseRequest(++rig.job, request, Rig.OPERATOR));
    rig.close();
    rig = new Rig(directory);
    assertThat(Document.of(evidence())).isEqualTo(before);
    rig.close();
    rig = new Rig(directory);
    assertThat(Document.of(evidence())).as("from a snapshot").isEqualTo(before);
  }

  @Test
  void whatOnePartyHasLostTwoCanShow() throws IOException {
    Document before = selected();
    rig.close();
    try (Stream<Path> files = Files.list(directory.resolve("mpc-1"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    rig = new Rig(directory);
    Document after = Document.of(evidence());
    assertThat(after.transcript()).isEqualTo(before.transcript());
    assertThat(after.signatures()).extracting(Evidence.Signature::party).containsExactly(0, 2);
    assertThat(wrong(after)).isEmpty();
  }

  @Test
  void nothingIsToldOfWhatIsNoRequest() {
    assertThatThrownBy(() -> rig.engine.evidence(new Handle(1, 2, 3, 4)).join())
        .hasCauseInstanceOf(RefusedException.class);
  }

  // What somebody has bent.

  private static Document with(Document d, Transcript transcript) {
    return new Document(transcript, d.signatures(), d.padding(), d.quotes(), d.receipts());
  }

  private static Document without(Document d, int quote) {
    List<Document.Placed> fewer = new ArrayList<>(d.quotes());
    fewer.remove(quote);
    return new Document(d.transcript(), d.signatures(), d.padding(), fewer, d.receipts());
  }

  private static Document receipts(Document d, UnaryOperator<Receipt> change) {
    return new Document(
        d.transcript(),
        d.signatures(),
        d.padding(),
        d.quotes(),
        d.receipts().stream().map(change).toList());
  }

  private static Receipt signedBy(Receipt r, int party, String signature) {
    return new Receipt(
        party, r.roster(), r.request(), r.quote(), r.maker(), r.job(), r.timeMillis(), signature);
  }

  @Test
  void everyWordOfATranscriptIsSigned() {
    Document right = selected();
    Transcript t = right.transcript();
    Handle other = new Handle(1, 2, 3, 4);
    for (Transcript bent :
        List.of(
            new Transcript(
                "ELSE", t.roster(), t.request(), t.job(), t.root(), t.closesMillis(), t.selected()),
            new Transcript(
                t.instance(),
                other,
                t.request(),
                t.job(),
                t.root(),
                t.closesMillis(),
                t.selected()),
            new Transcript(
                t.instance(), t.roster(), other, t.job(), t.root(), t.closesMillis(), t.selected()),
            new Transcript(
                t.instance(),
                t.roster(),
                t.request(),
                t.job() + 1,
                t.root(),
                t.closesMillis(),
                t.selected()),
            new Transcript(
                t.instance(),
                t.roster(),
                t.request(),
                t.job(),
                other,
                t.closesMillis(),
                t.selected()),
            new Transcript(
                t.instance(),
                t.roster(),
                t.request(),
                t.job(),
                t.root(),
                t.closesMillis() - 1,
                t.selected()),
            new Transcript(
                t.instance(),
                t.roster(),
                t.request(),
                t.job(),
                t.root(),
                t.closesMillis(),
                List.of()))) {
      assertThat(wrong(with(right, bent)).toString()).contains("signed by parties []");
    }
  }

  @Test
  void aSetWithAQuoteLessHasAnotherRoot() {
    Document right = selected();
    for (int k = 0; k < 3; k++) {
      assertThat(wrong(without(right, k)).toString()).contains("these 2 quotes and no other");
    }
  }

  @Test
  void aQuoteThatWasReplacedHasNoPlace() {
    Handle replaced = quoted("M1", 100);
    quoted("M1", 95);
    rig.select(request);
    Document whole = Document.of(evidence());
    Document.Placed right = whole.quotes().get(0);
    Document claimed =
        new Document(
            whole.transcript(),
            whole.signatures(),
            Optional.empty(),
            List.of(new Document.Placed(0, replaced, right.path())),
            List.of());
    assertThat(wrong(claimed)).contains("quote " + replaced + " is under the root");
  }

  @Test
  void oneSignatureIsNotEnough() {
    Document right = selected();
    Document one =
        new Document(
            right.transcript(),
            List.of(right.signatures().get(0), right.signatures().get(0)),
            right.padding(),
            right.quotes(),
            right.receipts());
    assertThat(wrong(one).toString()).contains("signed by parties [0], needed are 2");
    Document two =
        new Document(
            right.transcript(),
            right.signatures().subList(1, 3),
            right.padding(),
            right.quotes(),
            right.receipts().stream().filter(r -> r.party() != 1).toList());
    assertThat(wrong(two)).isEmpty();
  }

  @Test
  void aReceiptOfOnePartyDoesNotPassForTwo() {
    Document right = selected();
    Document copied =
        receipts(right, r -> signedBy(r, r.party(), right.receipts().get(0).signature()));
    assertThat(wrong(copied)).hasSize(3);
    PartyKey forger = new PartyKey(Rig.key(3));
    Document forged = receipts(right, r -> signedBy(r, r.party(), forger.sign(new byte[9])));
    assertThat(wrong(forged)).hasSize(3);
    Document renamed = receipts(right, r -> signedBy(r, (r.party() + 1) % 3, r.signature()));
    assertThat(wrong(renamed)).hasSize(3);
    Document malformed = receipts(right, r -> signedBy(r, r.party(), "no hex"));
    assertThat(wrong(malformed)).hasSize(3);
  }

  @Test
  void aReceiptIsForOneMakerAndOneRequest() {
    Document right = selected();
    Document stolen =
        receipts(
            right,
            r ->
                new Receipt(
                    r.party(),
                    r.roster(),
                    r.request(),
                    r.quote(),
                    "M9",
                    r.job(),
                    r.timeMillis(),
                    r.signature()));
    assertThat(wrong(stolen)).hasSize(3);
    Document elsewhere =
        with(
            right,
            new Transcript(
                "TEST",
                right.transcript().roster(),
                new Handle(1, 2, 3, 4),
                right.transcript().job(),
                right.transcript().root(),
                right.transcript().closesMillis(),
                right.transcript().selected()));
    assertThat(wrong(elsewhere)).hasSize(4);
  }

  @Test
  void aKeyThatTheRosterNamedLaterSignsNothingThatIsOlder() {
    Document right = selected();
    PartyKey other = new PartyKey(Rig.key(4));
    Roster later =
        Rig.OPERATORS.signed(Rig.OPERATORS.roster().with(TestOperators.signer(0, other)), 0, 1);
    assertThat(wrong(later, right)).as("keys as they were then").isEmpty();
    String lost =
        Rig.OPERATORS.text(
            Rig.OPERATORS.signed(
                Rig.OPERATORS.roster().with(TestOperators.signer(2, other)), 0, 1));
    assertThatThrownBy(() -> rig.engine.adopt(lost).join())
        .hasMessageContaining("own operator did not sign");
  }
}
