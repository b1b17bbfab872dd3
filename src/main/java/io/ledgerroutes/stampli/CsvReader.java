package io.ledgerroutes.stampli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads a CSV with commons-csv. */
final class CsvReader {

  private final Template template;

  CsvReader(Template template) {
    this.template = template;
  }

  /** @throws FileDiffersException if it is none, or its header another */
  void read(byte[] bytes, Consumer<List<String>> rows) {
    CSVFormat format = CSVFormat.RFC4180.builder().setDelimiter(template.delimiter()).get();
    // A decoder of its own refuses what is no UTF-8, where a reader by name would put a substitute.
    Reader characters = new InputStreamReader(
      new ByteArrayInputStream(bytes),
      StandardCharsets.UTF_8.newDecoder()
    );
    try (CSVParser parser = CSVParser.builder().setReader(characters).setFormat(format).get()) {
      Iterator<CSVRecord> records = parser.iterator();
      if (template.header()) {
        header(records);
      }
      records.forEachRemaining(record -> rows.accept(record.toList()));
    } catch (IOException | UncheckedIOException _) {
      // The parser's words may repeat what the file holds.
      throw new FileDiffersException("It cannot be read back");
    }
  }

  private void header(Iterator<CSVRecord> records) {
    List<String> headings = template.columns().stream().map(Template.Column::heading).toList();
    if (!records.hasNext() || !records.next().toList().equals(headings)) {
      throw new FileDiffersException("The header does not read back as it was meant");
    }
  }
}
