package io.ledgerroutes.stampli;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads an XML file with the JDK's parser; no document type, nothing from outside. */
final class XmlReader {

  private static final XMLInputFactory READERS = readers();

  private final XmlNames names;
  private final Template template;

  XmlReader(FileKind kind, Template template) {
    this.names = XmlNames.of(kind);
    this.template = template;
  }

  private static XMLInputFactory readers() {
    XMLInputFactory readers = XMLInputFactory.newDefaultFactory();
    readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    readers.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return readers;
  }

  /** @throws FileDiffersException if it is none, or its elements are others */
  void read(byte[] bytes, Consumer<List<String>> rows) {
    try {
      XMLStreamReader xml = READERS.createXMLStreamReader(new ByteArrayInputStream(bytes));
      xml.nextTag();
      expect(xml, names.root());
      while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
        expect(xml, names.row());
        rows.accept(row(xml));
      }
      xml.close();
    } catch (XMLStreamException _) {
      // The parser's words may repeat what the file holds.
      throw new FileDiffersException("It cannot be read back");
    }
  }

  private List<String> row(XMLStreamReader xml) throws XMLStreamException {
    List<String> cells = new ArrayList<>();
    for (Template.Column column : template.columns()) {
      xml.nextTag();
      expect(xml, column.heading());
      cells.add(xml.getElementText());
    }
    if (xml.nextTag() != XMLStreamConstants.END_ELEMENT) {
      throw new FileDiffersException("A row reads back with more elements than columns");
    }
    return cells;
  }

  private static void expect(XMLStreamReader xml, String name) {
    if (!xml.isStartElement() || !xml.getLocalName().equals(name)) {
      throw new FileDiffersException("The element " + name + " is not read back where it was meant");
    }
  }
}
