package obscura.mpc.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.Roster;

/**
 * Checks a transcript and receipts with nothing but the operators' public keys: no venue and no
 * party is asked. What two parties have signed is right if at most one is corrupt.
 */
public final class Verifier {
  private static final int NEEDED = 2;

  private final Roster roster;

  /**
   * Over a roster.
   *
   * @throws obscura.mpc.roster.RosterException if the operators did not sign it
   */
  public Verifier(Roster roster, Operators operators) {
    this.roster = roster.verify(operators, 0);
  }

  /**
   * One thing that was checked.
   *
   * @param line in words
   */
  public record Finding(boolean holds, String line) {
    @Override
    public String toString() {
      return (holds ? "holds: " : "WRONG: ") + line;
    }
  }

  /** All findings; the document can be believed if every one holds. */
  public List<Finding> check(Document document) {
    List<Finding> all = new ArrayList<>();
    all.add(rosterNamed(document.transcript()));
    all.add(signed(document));
    document.padding().ifPresent(padding -> all.add(wholeSet(document, padding)));
    for (Document.Placed quote : document.quotes()) {
      all.add(placed(document.transcript(), quote));
      all.add(receipted(document, quote.quote()));
    }
    all.addAll(strayReceipts(document));
    return all;
  }

  private Finding rosterNamed(Transcript t) {
    boolean known = t.instance().equals(roster.instance()) && at(t.roster()).isPresent();
    return new Finding(known, "the roster of " + roster.instance() + " that it names is this one");
  }

  private Finding signed(Document document) {
    Transcript t = document.transcript();
    byte[] message = Signable.transcript(t);
    List<Integer> by =
        document.signatures().stream()
            .filter(s -> isSigned(t.roster(), s.party(), message, s.hex()))
            .map(Evidence.Signature::party)
            .distinct()
            .sorted()
            .toList();
    return new Finding(
        by.size() >= NEEDED,
        "transcript of request " + t.request() + " signed by parties " + by + ", needed are 2");
  }

  private static Finding wholeSet(Document document, Handle padding) {
    List<Handle> set = document.quotes().stream().map(Document.Placed::quote).toList();
    boolean same = new SetTree(set, padding).root().equals(document.transcript().root());
    return new Finding(same, "the root is over these " + set.size() + " quotes and no other");
  }

  private static Finding placed(Transcript t, Document.Placed quote) {
    boolean under = SetTree.isUnder(t.root(), quote.quote(), quote.leaf(), quote.path());
    return new Finding(under, "quote " + quote.quote() + " is under the root");
  }

  private Finding receipted(Document document, Handle quote) {
    Transcript t = document.transcript();
    List<Receipt> valid =
        document.receipts().stream()
            .filter(r -> r.quote().equals(quote) && isSigned(t, r) && r.job() < t.job())
            .toList();
    boolean agreed = valid.stream().map(r -> r.maker() + " " + r.job()).distinct().count() == 1;
    List<Integer> by = valid.stream().map(Receipt::party).distinct().sorted().toList();
    String maker = valid.stream().map(Receipt::maker).distinct().collect(Collectors.joining(", "));
    return new Finding(
        agreed && by.size() >= NEEDED,
        "receipt of quote " + quote + " of " + maker + " signed by parties " + by + ", needed are 2");
  }

  /** A receipt of a quote that is not there would prove nothing. */
  private static List<Finding> strayReceipts(Document document) {
    return document.receipts().stream()
        .map(Receipt::quote)
        .distinct()
        .filter(q -> document.quotes().stream().noneMatch(placed -> placed.quote().equals(q)))
        .map(q -> new Finding(false, "quote " + q + " has a receipt and no place under the root"))
        .toList();
  }

  private boolean isSigned(Transcript t, Receipt r) {
    return r.request().equals(t.request())
        && isSigned(r.roster(), r.party(), Signable.receipt(t.instance(), r), r.signature());
  }

  private boolean isSigned(Handle head, int party, byte[] message, String hex) {
    return at(head)
        .flatMap(then -> then.signerKey(party))
        .filter(key -> PartyKey.signed(key, message, hex))
        .isPresent();
  }

  /** The roster as it was when this was its head. */
  private Optional<Roster> at(Handle head) {
    for (int length = roster.length(); length > 0; length--) {
      if (roster.head(length).equals(head)) {
        return Optional.of(roster.first(length));
      }
    }
    return Optional.empty();
  }
}
