package obscura.dropcopy.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.SequencedMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes a daily report as CSV (RFC 4180), JSON or XML. None of them closes the writer. */
public final class ReportWriter {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReportWriter() {}

  /** A header line, then a line for each trade side. */
  public static void csv(DailyTradeReport report, Writer out) {
    CsvWriter csv = CsvWriter.builder().build(out);
    csv.writeRecord(Columns.NAMES);
    report.sides().forEach(side -> csv.writeRecord(Columns.of(report, side).values()));
    flush(csv);
  }

  /** An object with {@code tradeDate}, {@code sides} and {@code totals}; every value is a text. */
  public static void json(DailyTradeReport report, Writer out) {
    JsonGenerator json = JSON.createGenerator(out);
    json.writeStartObject();
    json.writeStringProperty("tradeDate", report.date().toString());
    json.writeArrayPropertyStart("sides");
    report.sides().forEach(side -> object(json, Columns.of(report, side)));
    json.writeEndArray();
    json.writeArrayPropertyStart("totals");
    report.totals().forEach(total -> object(json, Columns.of(total)));
    json.writeEndArray();
    json.writeEndObject();
    json.flush();
  }

  /** {@code <tradeReport>} with {@code <side>} and {@code <total>} elements. */
  public static void xml(DailyTradeReport report, Writer out) {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      xml.writeStartDocument();
      xml.writeStartElement("tradeReport");
      xml.writeAttribute("tradeDate", report.date().toString());
      for (TradeSide side : report.sides()) {
        element(xml, "side", Columns.of(report, side));
      }
      for (FirmTotal total : report.totals()) {
        element(xml, "total", Columns.of(total));
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new UncheckedIOException(new IOException("cannot write the report", e));
    }
  }

  private static void object(JsonGenerator json, SequencedMap<String, String> columns) {
    json.writeStartObject();
    columns.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  private static void element(
      XMLStreamWriter xml, String name, SequencedMap<String, String> columns)
      throws XMLStreamException {
    xml.writeStartElement(name);
    for (var column : columns.entrySet()) {
      xml.writeStartElement(column.getKey());
      xml.writeCharacters(column.getValue());
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void flush(CsvWriter csv) {
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
