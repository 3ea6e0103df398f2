package obscura.mpc.receipt;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;

/**
 * A {@link Document} as text, a thing in a line, in this order: {@code obscura-transcript 1
 * INSTANCE}, {@code roster}, {@code request}, {@code job}, {@code root}, {@code closes} (ms since
 * 1970), {@code policy}; then any number of {@code selected HANDLE}, {@code signature PARTY HEX},
 * at most one {@code padding HEX}, {@code quote LEAF HANDLE SIBLING...}, {@code receipt PARTY ROSTER
 * QUOTE MAKER JOB MILLIS SIGNATURE}. Anything else is refused with one line.
 */
public final class DocumentText {
  private static final String FIRST = "obscura-transcript 1 ";

  private DocumentText() {}

  /** The document in writing. */
  public static String write(Document document) {
    Transcript t = document.transcript();
    List<String> lines = new ArrayList<>();
    lines.add(FIRST + t.instance());
    lines.add("roster " + t.roster());
    lines.add("request " + t.request());
    lines.add("job " + t.job());
    lines.add("root " + t.root());
    lines.add("closes " + t.closesMillis());
    lines.add("policy " + Transcript.POLICY);
    t.selected().forEach(terms -> lines.add("selected " + terms));
    document.signatures().forEach(s -> lines.add("signature " + s.party() + " " + s.hex()));
    document.padding().ifPresent(padding -> lines.add("padding " + padding));
    document.quotes().forEach(q -> lines.add(line(q)));
    document.receipts().forEach(r -> lines.add(line(r)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static String line(Document.Placed quote) {
    String path = quote.path().stream().map(Handle::toString).collect(Collectors.joining(" "));
    return "quote " + quote.leaf() + " " + quote.quote() + " " + path;
  }

  private static String line(Receipt r) {
    return String.join(
        " ",
        "receipt",
        Integer.toString(r.party()),
        r.roster().toString(),
        r.quote().toString(),
        r.maker(),
        Long.toString(r.job()),
        Long.toString(r.timeMillis()),
        r.signature());
  }

  /**
   * Reads a text; verifies nothing.
   *
   * @throws DocumentException in one line
   */
  public static Document read(String text) {
    return new Reading(text.lines().toList()).document();
  }

  private static final class Reading {
    private final List<String> lines;
    private int at;

    Reading(List<String> lines) {
      this.lines = lines;
    }

    Document document() {
      try {
        String instance = rest(FIRST);
        Handle roster = handle(rest("roster "));
        Handle request = handle(rest("request "));
        long job = Long.parseLong(rest("job "));
        Handle root = handle(rest("root "));
        long closes = Long.parseLong(rest("closes "));
        if (!rest("policy ").equals(Transcript.POLICY)) {
          throw wrong();
        }
        List<Handle> selected = new ArrayList<>();
        while (isNext("selected ")) {
          selected.add(handle(rest("selected ")));
        }
        var transcript = new Transcript(instance, roster, request, job, root, closes, selected);
        List<Evidence.Signature> signatures = new ArrayList<>();
        while (isNext("signature ")) {
          String[] w = words("signature ", 2);
          signatures.add(new Evidence.Signature(party(w[0]), w[1]));
        }
        Optional<Handle> padding =
            isNext("padding ") ? Optional.of(handle(rest("padding "))) : Optional.empty();
        List<Document.Placed> quotes = new ArrayList<>();
        while (isNext("quote ")) {
          quotes.add(placed());
        }
        List<Receipt> receipts = new ArrayList<>();
        while (isNext("receipt ")) {
          receipts.add(receipt(request));
        }
        if (at < lines.size()) {
          throw wrong();
        }
        return new Document(transcript, signatures, padding, quotes, receipts);
      } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
        throw wrong();
      }
    }

    private Document.Placed placed() {
      List<String> w = List.of(rest("quote ").split(" ", -1));
      List<Handle> path = w.subList(2, w.size()).stream().map(Reading::handle).toList();
      return new Document.Placed(Integer.parseInt(w.get(0)), handle(w.get(1)), path);
    }

    private Receipt receipt(Handle request) {
      String[] w = words("receipt ", 7);
      return new Receipt(
          party(w[0]),
          handle(w[1]),
          request,
          handle(w[2]),
          w[3],
          Long.parseLong(w[4]),
          Long.parseLong(w[5]),
          w[6]);
    }

    private boolean isNext(String word) {
      return at < lines.size() && lines.get(at).startsWith(word);
    }

    private String rest(String word) {
      if (!isNext(word)) {
        throw wrong();
      }
      return lines.get(at++).substring(word.length());
    }

    private String[] words(String word, int count) {
      String[] words = rest(word).split(" ", -1);
      if (words.length != count) {
        throw new IllegalArgumentException(word);
      }
      return words;
    }

    private static int party(String word) {
      if (!word.matches("[0-2]")) {
        throw new IllegalArgumentException(word);
      }
      return Integer.parseInt(word);
    }

    private static Handle handle(String hex) {
      return Handle.of(HexFormat.of().parseHex(hex));
    }

    private DocumentException wrong() {
      return new DocumentException("line " + Math.max(1, at) + " or the next is no transcript's");
    }
  }
}
