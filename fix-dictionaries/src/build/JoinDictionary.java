import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Joins the FIX44.xml on the class path with the venue's overlay: {@code JoinDictionary OVERLAY
 * RESOURCES SOURCES} writes the dictionary below RESOURCES and the tag constants below SOURCES.
 */
final class JoinDictionary {
  private static final String BASE = "FIX44.xml";

  private final Document base;
  private final Document overlay;

  private JoinDictionary(Document base, Document overlay) {
    this.base = base;
    this.overlay = overlay;
  }

  public static void main(String[] args) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
    JoinDictionary join =
        new JoinDictionary(readBase(builder), builder.parse(Path.of(args[0]).toFile()));
    join.addFields();
    join.addPlacements();
    join.addMessages();
    join.write(Path.of(args[1], "obscura", "fix", "FIX44-venue.xml"));
    join.writeTags(Path.of(args[2], "obscura", "fix", "VenueTag.java"));
  }

  private static Document readBase(DocumentBuilder builder) throws Exception {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(BASE)) {
      if (in == null) {
        throw new IOException(BASE + " is not on the class path");
      }
      return builder.parse(in);
    }
  }

  private void addFields() {
    Element fields = only(base.getDocumentElement(), "fields");
    List<String> taken =
        children(fields, "field").stream().map(field -> field.getAttribute("number")).toList();
    for (Element field : venueFields()) {
      if (taken.contains(field.getAttribute("number"))) {
        throw new IllegalStateException("in FIX 4.4 already: " + field.getAttribute("number"));
      }
      Element copy = (Element) fields.appendChild(base.importNode(field, true));
      copy.removeAttribute("doc");
    }
  }

  private void addPlacements() {
    for (Element place : children(only(overlay.getDocumentElement(), "placement"), "in")) {
      Element target = named(messages(), "message", place.getAttribute("message"));
      if (place.hasAttribute("group")) {
        target = named(target, "group", place.getAttribute("group"));
      }
      for (Element field : children(place, "field")) {
        named(only(base.getDocumentElement(), "fields"), "field", field.getAttribute("name"));
        Element copy = (Element) target.appendChild(base.importNode(field, false));
        copy.setAttribute("required", "N");
      }
    }
  }

  private void addMessages() {
    for (Element message : children(only(overlay.getDocumentElement(), "messages"), "message")) {
      messages().appendChild(base.importNode(message, true));
    }
  }

  private void write(Path file) throws Exception {
    Files.createDirectories(file.getParent());
    Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
    writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
    try (var out = Files.newOutputStream(file)) {
      writer.transform(new DOMSource(base), new StreamResult(out));
    }
  }

  private void writeTags(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("package obscura.fix;");
    lines.add("");
    lines.add("import javax.annotation.processing.Generated;");
    lines.add("");
    lines.add("/** Tags of the venue's own fields (rules of engagement 2.1). */");
    lines.add("@Generated(\"venue-overlay.xml\")");
    lines.add("public final class VenueTag {");
    for (Element field : venueFields()) {
      lines.add(
          "  /** %s(%s), %s. %s */"
              .formatted(
                  field.getAttribute("name"),
                  field.getAttribute("number"),
                  field.getAttribute("type"),
                  field.getAttribute("doc")));
      lines.add(
          "  public static final int %s = %s;"
              .formatted(constant(field.getAttribute("name")), field.getAttribute("number")));
      lines.add("");
    }
    lines.add("  private VenueTag() {}");
    lines.add("}");
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
  }

  /** {@code SettlTxID} becomes {@code SETTL_TX_ID}. */
  private static String constant(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_").toUpperCase();
  }

  private List<Element> venueFields() {
    return children(only(overlay.getDocumentElement(), "fields"), "field");
  }

  private Element messages() {
    return only(base.getDocumentElement(), "messages");
  }

  private static Element only(Element parent, String tag) {
    List<Element> found = children(parent, tag);
    if (found.size() != 1) {
      throw new NoSuchElementException(found.size() + " of <" + tag + ">");
    }
    return found.getFirst();
  }

  private static Element named(Element parent, String tag, String name) {
    return children(parent, tag).stream()
        .filter(element -> element.getAttribute("name").equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("<" + tag + " name=\"" + name + "\">"));
  }

  private static List<Element> children(Element parent, String tag) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(tag)) {
        found.add(element);
      }
    }
    return found;
  }
}
