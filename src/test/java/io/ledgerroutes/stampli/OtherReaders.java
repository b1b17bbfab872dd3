package io.ledgerroutes.stampli;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Files as other people's programs read them: every row, a header too. */
final class OtherReaders {

  private OtherReaders() {}

  static List<List<String>> commons(byte[] csv, char delimiter) throws Exception {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(delimiter).get();
    try (var parser = format.parse(new StringReader(new String(csv, StandardCharsets.UTF_8)))) {
      return parser.stream().map(CSVRecord::toList).toList();
    }
  }

  static List<List<String>> univocity(byte[] csv, char delimiter) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(delimiter);
    settings.getFormat().setLineSeparator("\r\n");
    settings.getFormat().setComment('\0');
    settings.setNormalizeLineEndingsWithinQuotes(false);
    settings.trimValues(false);
    settings.setSkipEmptyLines(false);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setMaxCharsPerColumn(-1);
    return new CsvParser(settings)
      .parseAll(new InputStreamReader(new ByteArrayInputStream(csv), StandardCharsets.UTF_8))
      .stream()
      .map(List::of)
      .toList();
  }

  /** The texts of the row elements' children. */
  static List<List<String>> dom(byte[] xml) throws Exception {
    Element root = DocumentBuilderFactory.newDefaultInstance()
      .newDocumentBuilder()
      .parse(new ByteArrayInputStream(xml))
      .getDocumentElement();
    List<List<String>> rows = new ArrayList<>();
    for (Element row : elements(root)) {
      rows.add(elements(row).stream().map(Element::getTextContent).toList());
    }
    return rows;
  }

  private static List<Element> elements(Element parent) {
    NodeList children = parent.getChildNodes();
    return IntStream.range(0, children.getLength())
      .mapToObj(children::item)
      .filter(Element.class::isInstance)
      .map(Element.class::cast)
      .toList();
  }
}
