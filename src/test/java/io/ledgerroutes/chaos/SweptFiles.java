package io.ledgerroutes.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the sandbox's Stampli swept away, read by parsers that the product does not write with. */
final class SweptFiles {

  /** A row by its headings, with the file that it stood in. */
  record Row(String file, Map<String, String> cells) {
    String cell(String heading) {
      return cells.getOrDefault(heading, "");
    }
  }

  private SweptFiles() {}

  /** The rows of all files of a kind, e.g. {@code invoices}, in the order in which they came. */
  static List<Row> rows(SandboxProcess sandbox, String kind) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode file : sandbox.stampli().path("taken")) {
      String name = file.path("name").asText();
      if (name.contains("_" + kind + "_")) {
        byte[] bytes = sandbox.bytes("/sandbox/stampli/files/" + name);
        rows.addAll(name.endsWith(".xml") ? xml(name, bytes) : csv(name, bytes));
      }
    }
    return rows;
  }

  private static List<Row> csv(String file, byte[] bytes) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    settings.setMaxCharsPerColumn(100_000);
    settings.setMaxColumns(100);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    CsvParser parser = new CsvParser(settings);
    List<Row> rows = new ArrayList<>();
    parser.beginParsing(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
    String[] cells = parser.parseNext();
    while (cells != null) {
      Map<String, String> row = new LinkedHashMap<>();
      String[] headings = parser.getContext().headers();
      for (int i = 0; i < headings.length; i++) {
        row.put(headings[i], cells[i]);
      }
      rows.add(new Row(file, row));
      cells = parser.parseNext();
    }
    return rows;
  }

  /** By the elements' names, which a template for XML makes of the same headings without blanks. */
  private static List<Row> xml(String file, byte[] bytes) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root = factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)).getDocumentElement();
      List<Row> rows = new ArrayList<>();
      for (Element row : elements(root)) {
        Map<String, String> cells = new TreeMap<>();
        elements(row).forEach(cell -> cells.put(cell.getTagName(), cell.getTextContent()));
        rows.add(new Row(file, cells));
      }
      return rows;
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException(file + " is no XML", e);
    }
  }

  private static List<Element> elements(Element parent) {
    List<Element> elements = new ArrayList<>();
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
