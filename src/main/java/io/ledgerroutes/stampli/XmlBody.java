package io.ledgerroutes.stampli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An XML file: an element for each row, in it one for each column, named by its heading. */
final class XmlBody {

  private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();

  private final XmlNames names;
  private final Template template;
  private final CellText text;

  XmlBody(FileKind kind, Template template, CellText text) {
    this.names = XmlNames.of(kind);
    this.template = template;
    this.text = text;
  }

  byte[] write(MeantRows meant) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml = WRITERS.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      newLine(xml);
      xml.writeStartElement(names.root());
      newLine(xml);
      for (int row = 0; row < meant.count(); row++) {
        row(xml, meant, row);
      }
      xml.writeEndElement();
      newLine(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException _) {
      // Its words may repeat what the file holds.
      throw new IllegalStateException("The XML writer refused a file of " + meant.count() + " rows");
    }
    return bytes.toByteArray();
  }

  private void row(XMLStreamWriter xml, MeantRows meant, int row) throws XMLStreamException {
    xml.writeStartElement(names.row());
    List<Template.Column> columns = template.columns();
    for (int column = 0; column < columns.size(); column++) {
      xml.writeStartElement(columns.get(column).heading());
      content(xml, text.write(meant.cell(row, column)));
      xml.writeEndElement();
    }
    xml.writeEndElement();
    newLine(xml);
  }

  /** A carriage return goes as a reference: every reader takes a plain one for a line feed. */
  private static void content(XMLStreamWriter xml, String content) throws XMLStreamException {
    int begin = 0;
    for (int end = content.indexOf('\r'); end >= 0; end = content.indexOf('\r', begin)) {
      xml.writeCharacters(content.substring(begin, end));
      xml.writeEntityRef("#13");
      begin = end + 1;
    }
    xml.writeCharacters(content.substring(begin));
  }

  private static void newLine(XMLStreamWriter xml) throws XMLStreamException {
    xml.writeCharacters("\n");
  }
}
